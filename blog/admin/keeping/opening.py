"""With which words a writing form opens: those that are saved, a working copy, or what was only typed.

All but the saved ones come as what a browser would send, so that one way in serves the form and everything
that hangs on it. Rows may have come or gone meanwhile: `fitted()` brings such data and the rows together."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import lxml.html
from django.forms import BaseForm
from django.forms.utils import ErrorDict
from django.http import HttpRequest, QueryDict

from blog import permissions
from blog.models import Post, Revision
from blog.revisions.revising import Typed, applied

UNTYPED = {"csrfmiddlewaretoken", "_save", "_continue", "_addanother"}
LIVE, WORKING = "live", "working"


@dataclass
class Opening:
    """The words that a form shows. `row` is where they come from; `base` the version they were begun at."""

    data: QueryDict | None = None  # None: what the rows say
    row: Revision | None = None
    base: int = 0
    source: str = LIVE
    conflict: dict[str, Any] = field(default_factory=dict)
    trouble: str = ""  # why a save has not worked, in a sentence


class OpenedForm(BaseForm):
    """A form that shows an opening's words without judging them: nobody has asked to save them yet."""

    opening: Opening | None = None

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        self.is_quiet = data is None and self.opening is not None and self.opening.data is not None
        if self.is_quiet and self.opening:
            data = self.opening.data
        super().__init__(data, *args, **kwargs)

    def full_clean(self) -> None:
        if self.is_quiet:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()


def quieten(formsets: Iterable[Any]) -> None:
    """Formsets that show words without judging them."""
    for formset in formsets:
        if formset.is_bound:
            formset._errors, formset._non_form_errors = [{} for _ in formset.forms], formset.error_class()
            for form in formset.forms:
                form._errors, form.cleaned_data = ErrorDict(), {}


def typed_from(data: QueryDict) -> Typed:
    """What was typed, without what belongs to the sending: tokens and buttons."""
    return {name: data.getlist(name) for name in data if name not in UNTYPED and not name.startswith("_")}


def data_from(typed: Typed) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        data.setlist(name, values)
    return data


def opened_for(request: HttpRequest, post: Post, admin: Any) -> Opening:
    """What the form of a post opens with for this person: what they asked for (`?words=` a revision's
    number, `?saved`), else what they typed last, else the working copy, else what is saved."""
    if "saved" in request.GET:
        return Opening(base=post.version)
    asked = request.GET.get("words", "")
    if asked.isdecimal():
        row = post.revisions.filter(pk=int(asked)).first()
        if row and (row.kind != Revision.Kind.AUTOSAVE or row.user_id == request.user.pk):
            return opening_of(request, post, row, admin)
    typed = Revision.objects.typed_by(permissions.person(request).pk, post.pk)
    if typed and typed.typed and typed.base == post.version:
        return opening_of(request, post, typed, admin)
    working = Revision.objects.working_copy_of(post.pk)
    return opening_of(request, post, working, admin) if working else Opening(base=post.version)


def opening_of(request: HttpRequest, post: Post, row: Revision, admin: Any) -> Opening:
    """The form with the words of a revision. One of the history begins at what is saved now."""
    has_typed = bool(row.typed) and row.user_id == request.user.pk
    kinds = {Revision.Kind.AUTOSAVE, Revision.Kind.WORKING}
    typed = row.typed if has_typed and row.kind in kinds else written_out(request, post, row.content, admin)
    base = row.base if row.kind in kinds else post.version
    source = (typed.get("form_source") or [LIVE])[0] if row.kind == Revision.Kind.AUTOSAVE else LIVE
    source = WORKING if row.kind == Revision.Kind.WORKING else source
    return Opening(data_from(typed), row, base, source)


def written_out(request: HttpRequest, post: Post, content: dict[str, Any], admin: Any) -> Typed:
    """What a browser would send if the form showed the content; rows it lacks are sent as deleted."""
    now = shown(request, post, admin)
    with applied(post_again(post), content) as tried:
        wanted = shown(request, post_again(tried), admin)
    for name in [name for name in wanted if name.endswith("-TOTAL_FORMS")]:
        mark_deleted(wanted, now, name.removesuffix("-TOTAL_FORMS"))
    return wanted


def post_again(post: Post) -> Post:
    again: Post = type(post)._default_manager.get(pk=post.pk)
    return again


def shown(request: HttpRequest, post: Post, admin: Any) -> Typed:
    """The names and values of the form and its formsets as a browser reads them off the page."""
    form_class = admin.get_form(request, post, change=True, opening=None)
    formsets, _inlines = admin.create_formsets(request, post)
    forms = [form_class(instance=post)]
    for formset in formsets:
        forms += [formset.management_form, *formset.forms]
    html = "".join(str(bound.as_widget()) for form in forms for bound in form)
    page: Any = lxml.html.fromstring(f"<html><body><form>{html}</form></body></html>")
    values: Typed = {}
    for name, value in page.forms[0].form_values():
        values.setdefault(name, []).append(one_line_ends(value))
    return values


def one_line_ends(value: str) -> str:
    return value.removeprefix("\n").replace("\r\n", "\n")


def mark_deleted(wanted: Typed, now: Typed, prefix: str) -> None:
    """Add those rows of a formset that are there now and that the wanted words lack, ticked as deleted."""
    total = int(wanted[f"{prefix}-TOTAL_FORMS"][0])
    kept = {wanted.get(f"{prefix}-{index}-id", [""])[0] for index in range(total)}
    for index in range(int(now.get(f"{prefix}-TOTAL_FORMS", ["0"])[0])):
        if now.get(f"{prefix}-{index}-id", [""])[0] in kept | {""}:
            continue
        for name, values in now.items():
            if name.startswith(f"{prefix}-{index}-"):
                wanted[f"{prefix}-{total}-{name.removeprefix(f'{prefix}-{index}-')}"] = values
        wanted[f"{prefix}-{total}-DELETE"] = ["on"]
        total += 1
    wanted[f"{prefix}-TOTAL_FORMS"] = [str(total)]


def fitted(data: QueryDict, prefix: str, rows: set[str], key: str = "id") -> QueryDict:
    """Data of a formset brought together with the rows (their keys) that there are: what a row is gone for
    becomes a new one, and what has a row stands first, as formsets want it. `key` is the keys' field."""
    said = data.get(f"{prefix}-TOTAL_FORMS", "")
    if not said.isdecimal() or int(said) > len(data):
        return data
    order = sorted(range(int(said)), key=lambda index: data.get(f"{prefix}-{index}-{key}", "") not in rows)
    known = sum(data.get(f"{prefix}-{index}-{key}", "") in rows for index in order)
    fitting = QueryDict(mutable=True)
    parts: dict[str, list[str]] = {}
    for name in data:
        number = name.removeprefix(f"{prefix}-").partition("-")[0]
        if name.startswith(f"{prefix}-") and number.isdecimal():
            parts.setdefault(number, []).append(name)
        else:
            fitting.setlist(name, data.getlist(name))
    for place, index in enumerate(order):
        for name in parts.get(str(index), []):
            rest = name.removeprefix(f"{prefix}-{index}-")
            is_gone = place >= known and rest == key
            fitting.setlist(f"{prefix}-{place}-{rest}", [""] if is_gone else data.getlist(name))
    fitting[f"{prefix}-INITIAL_FORMS"] = str(known)
    return fitting
