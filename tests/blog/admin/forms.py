"""What a browser would send: the values of a rendered form."""

from typing import Any

import lxml.html
from django.test import Client


def form_values(
    client: Client, address: str, form: str = "//form[@enctype or @id][.//input]"
) -> dict[str, Any]:
    """The names and values of the form at `address` as it is shown."""
    page = lxml.html.fromstring(client.get(address).content.decode())
    wanted = next(found for found in page.xpath("//form") if (found.get("id") or "").endswith("_form"))
    values: dict[str, Any] = {}
    for name, value in wanted.form_values():
        values.setdefault(name, []).append(value)
    return values


def submit(client: Client, address: str, **changes: Any) -> Any:
    """Send the form at `address` with some values changed; `_publish=1` presses another button."""
    values = {name: value for name, value in form_values(client, address).items() if not name.startswith("_")}
    if not any(name.startswith("_") for name in changes):
        changes["_save"] = "Save"
    for name, value in changes.items():
        values[name.replace("__", "-")] = value
    return client.post(address, {name: value for name, value in values.items() if value is not None})
