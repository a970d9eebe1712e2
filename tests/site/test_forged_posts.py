"""Buttons that somebody has not got, pressed all the same: refused, and not a row of the database changes.

First every address of the newsroom, as everybody whom it is not for; then what is addressed to a single text
or file, as people who may do the same with their own. An editor's press shows that each of these would act.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from blog.models import Attachment, Correction, Note, Post, Status
from blog.revisions import previewing, revising
from config import audiences
from tests.factories import make_category, make_image, make_post, make_user
from tests.site.routes import Route, address
from tests.site.test_access import GROUPS, declared, is_refused

TAKEN = "Taken over"
TEXT = {"title": TAKEN, "body": f"<p>{TAKEN}</p>", "slug": "taken", "form_token": "f" * 32}


def everything() -> dict[str, list[Any]]:
    """Each row of each table; a session is no business of this test."""
    models = [model for model in apps.get_models() if model._meta.db_table != "django_session"]
    return {model._meta.label: sorted(map(str, model._base_manager.values())) for model in models}


def is_closed(route: Route, answer: Any) -> bool:
    """Refused, not found, sent to the door or back to the start; or shown one's own words, and the door."""
    is_shown_the_door = getattr(answer, "template_name", "") == "admin/log_in_again.html"
    return answer.status_code >= 400 or is_shown_the_door or is_refused(route, answer)


def browser_of(name: str) -> Client:
    client = Client()
    if name in audiences.STAFF:
        user = make_user(name, group=GROUPS.get(name, ""), superuser=name == "administrator")
        client.force_login(user)
    return client


def test_no_address_of_the_newsroom_acts_for_those_it_is_not_for(samples):
    browsers = {name: browser_of(name) for name in sorted(audiences.EVERYBODY)}
    before, wrong, tried = everything(), [], 0
    for route in [route for route in declared() if route.name.startswith("admin:")]:
        path = address(route, samples)
        for name in sorted(audiences.EVERYBODY - audiences.audience(route.name)):
            answer = browsers[name].post(path, TEXT, follow=True)
            tried += 1
            if not is_closed(route, answer) or answer.status_code >= 500:
                wrong.append(f"{route.name} as {name}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
    assert everything() == before
    assert tried > 400


# What belongs to others


@pytest.fixture
def others(db, alice) -> dict[str, Any]:
    """Alice's draft and article with what hangs on them, her picture and her recording."""
    draft = make_post("Draft", status=Status.DRAFT, owner=alice, authors=[alice.byline()])
    article = make_post("Article", owner=alice, authors=[alice.byline()])
    return {
        "draft": draft,
        "article": article,
        "trash": make_post(status=Status.TRASH, owner=alice),
        "note": Note.objects.create(post=draft, user=alice, text="Hers."),
        "correction": Correction.objects.create(post=article, text="It was Tuesday."),
        "revision": old_version(draft, alice),
        "link": previewing.make_link(draft, alice, 1, shows_unsaved=False),
        "image": make_image(alt="", uploaded_by=alice),
        "file": Attachment.objects.create(title="Talk", kind="audio", uploaded_by=alice),
        "category": make_category("Letters"),
    }


def old_version(draft: Post, alice: Any) -> Any:
    """A revision with other words than the draft has."""
    revision = revising.record(draft, alice)
    draft.body = "<p>New words.</p>"
    draft.save()
    return revision


Press = tuple[str, list[str], dict[str, Any]]
MOMENT = {"made_at_0": "2026-01-05", "made_at_1": "08:00"}
PRESSES: dict[str, Press] = {
    "save a draft": (
        "post_change",
        ["draft"],
        {**TEXT, "status": "draft", "visibility": "public", "_save": "1"},
    ),
    "update an article": (
        "post_change",
        ["article"],
        {**TEXT, "status": "published", "visibility": "public", "_save": "1"},
    ),
    "keep changes for later": (
        "post_change",
        ["article"],
        {**TEXT, "status": "published", "visibility": "public", "_later": "1"},
    ),
    "throw away": ("post_change", ["draft"], {"_trash": "1"}),
    "delete": ("post_delete", ["trash"], {"post": "yes"}),
    "autosave a draft": ("post_autosave", ["draft"], TEXT),
    "autosave an article": ("post_autosave", ["article"], TEXT),
    "write a note": ("post_notes", ["draft"], {"text": TAKEN}),
    "settle a note": ("post_note", ["draft", "note"], {"_settle": "1"}),
    "restore": ("post_restore", ["draft", "revision"], {}),
    "make a preview link": ("post_preview", ["draft"], {"_make": "1", "days": "7"}),
    "end preview links": ("post_preview", ["draft"], {"_end_all": "1"}),
    "correct": ("post_corrections", ["article"], {"text": TAKEN, **MOMENT}),
    "take back a correction": ("post_correction", ["article", "correction"], {"_take_back": "1"}),
    "describe a picture": ("image_describe", ["image"], {"alt": TAKEN}),
    "change a picture": ("image_change", ["image"], {"alt": TAKEN, "focus_x": "0.2", "focus_y": "0.2"}),
    "delete a picture": ("image_delete", ["image"], {"post": "yes"}),
    "change a file": ("attachment_change", ["file"], {"title": TAKEN}),
}
LISTED: dict[str, tuple[str, dict[str, str], dict[str, Any]]] = {
    "publish from the list": ("post_changelist", {"_selected_action": "draft"}, {"action": "publish_chosen"}),
    "withdraw from the list": (
        "post_changelist",
        {"_selected_action": "article"},
        {"action": "withdraw_chosen"},
    ),
    "throw away from the list": (
        "post_changelist",
        {"_selected_action": "draft"},
        {"action": "trash_chosen"},
    ),
    "describe many": (
        "image_words",
        {"image": "image"},
        {"image-{image}-title": TAKEN, "image-{image}-alt": TAKEN, "_save": "1"},
    ),
    "delete many": ("image_delete_many", {"image": "image"}, {"_delete": "1"}),
    "add a category": ("post_add_category", {"parent": "category"}, {"name": TAKEN}),
    "pick for the front page": ("frontpick_changelist", {"pick": "article"}, {"do": "save"}),
}


def pressed(name: str, others: dict[str, Any]) -> Callable[[Client], Any]:
    """`press(client)` sends what the button of that name sends."""
    if name in PRESSES:
        route, keys, values = PRESSES[name]
        chosen: dict[str, Any] = {}
    else:
        route, named, values = LISTED[name]
        keys, chosen = [], {field: others[key].pk for field, key in named.items()}
    path = reverse(f"admin:blog_{route}", args=[others[key].pk for key in keys])
    numbers = {key: row.pk for key, row in others.items() if hasattr(row, "pk")}
    sent = {field.format(**numbers): value for field, value in (values | chosen).items()}
    return lambda client: client.post(path, sent)


@pytest.mark.parametrize("name", [*PRESSES, *LISTED])
def test_nobody_acts_on_what_belongs_to_others(others, name):
    press = pressed(name, others)
    browsers = {role: browser_of(role) for role in GROUPS}
    before = everything()
    for role in ("contributor", "author", "moderator"):
        assert press(browsers[role]).status_code < 500
        assert everything() == before, f"{name} as {role}"
    press(browsers["editor"])
    assert everything() != before, "the press does nothing at all"
