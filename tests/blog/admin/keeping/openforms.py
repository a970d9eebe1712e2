"""Forms as browsers keep them open: what they would send while one writes."""

from typing import Any

from django.test import Client
from django.urls import reverse

from blog.models import Post
from tests.blog.admin.forms import form_values

ADD = reverse("admin:blog_post_add")


def change(post: Post) -> str:
    return reverse(f"admin:blog_{post.kind}_change", args=[post.pk])


class OpenForm:
    """A form that somebody has open, with what they type into it."""

    def __init__(self, client: Client, address: str) -> None:
        self.client, self.address = client, address
        values = form_values(client, address)
        self.values = {name: value for name, value in values.items() if not name.startswith("_")}
        kind = "page" if "/page/" in address else "post"
        here = address.split("?", maxsplit=1)[0].removesuffix("change/")
        self.autosaving = (
            reverse(f"admin:blog_{kind}_autosave_new") if here.endswith("/add/") else f"{here}autosave/"
        )

    def type(self, **words: Any) -> "OpenForm":
        """Fill fields; `__` in a name stands for `-`."""
        for name, value in words.items():
            self.values[name.replace("__", "-")] = value
        number = int(self.values.get("form_count", ["0"])[0])
        self.values["form_count"] = [str(number + 1)]
        return self

    def autosave(self) -> Any:
        """What a script sends from time to time; it follows the address that the answer names."""
        answer = self.client.post(self.autosaving, self.values, headers={"accept": "application/json"})
        said = answer.json()
        self.autosaving = said.get("autosave", self.autosaving)
        self.address = said.get("address", self.address)
        return answer

    def press(self, button: str = "_save", value: str = "1", **options: Any) -> Any:
        return self.client.post(self.address, {**self.values, button: value}, **options)
