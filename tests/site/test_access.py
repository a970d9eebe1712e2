"""Every route is walked as everybody; each answers those it is declared for and nobody else."""

from urllib.parse import urlsplit

from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.urls import reverse

from blog.models import Attachment, Author, MediaLink, Publication, Redirect, Status, User
from comments import moderation
from comments.models import Ban, Decision, Writer
from config import audiences
from operations.tasks import drop_old_results
from tests.factories import (
    make_author,
    make_category,
    make_image,
    make_page,
    make_post,
    make_reply,
    make_tag,
    make_user,
)
from tests.site.routes import UNNAMED, Route, address, routes
from wordpress.models import ImportEntry, ImportRun, Kept

GROUPS = {"contributor": "Contributor", "author": "Author", "editor": "Editor", "moderator": "Moderator"}

ONLY_BY_POST = {
    *(f"admin:wordpress_importrun_{name}" for name in ("send", "look", "go", "forget")),
    "admin:blog_post_check",
    "admin:blog_page_check",
    "admin:blog_post_add_category",
    "blog:password",
    "admin:blog_frontpick_preview",
    "admin:blog_menuitem_preview",
    "admin:blog_publication_sample",
    "admin:blog_image_upload",
    "admin:blog_image_send",
    "admin:blog_image_describe",
    "admin:comments_reply_decision",
    "admin:comments_reply_decisions",
    "admin:comments_reply_undo",
    "admin:comments_reply_trust",
    "admin:blog_post_previewnew",
    "admin:blog_post_previewtyped",
    "admin:blog_page_previewnew",
    "admin:blog_page_previewtyped",
    "admin:blog_post_note",
    "admin:blog_page_note",
    "admin:blog_post_restore",
    "admin:blog_page_restore",
    "admin:blog_post_autosave",
    "admin:blog_post_autosave_new",
    "admin:blog_page_autosave",
    "admin:blog_page_autosave_new",
}
QUERIES = {"admin:autocomplete": {"app_label": "blog", "model_name": "post", "field_name": "featured_image"}}


def declared() -> list[Route]:
    """Every route with a name of its own."""
    return [route for route in routes() if route.name not in UNNAMED]


def test_every_route_declares_who_may_use_it():
    undeclared = []
    for route in declared():
        try:
            audiences.audience(route.name)
        except LookupError:
            undeclared.append(route.name)
    assert undeclared == []


def test_every_declaration_belongs_to_a_route():
    names = [route.name for route in declared()]
    stale = [
        pattern
        for pattern, _ in audiences.ROUTES
        if not any(audiences.fnmatchcase(name, pattern) for name in names)
    ]
    assert stale == []


def own_rows(user: User) -> dict[str, int]:
    """A row of each kind in the admin that this user may be expected to reach, by `app_model`."""
    author = Author.objects.filter(user=user).first() or make_author(user=user)
    rows = {
        "blog_post": make_post(status=Status.DRAFT, owner=user, authors=[author]).pk,
        "blog_post_delete": make_post(status=Status.TRASH).pk,
        "blog_page": make_page().pk,
        "blog_page_delete": make_page(status=Status.TRASH).pk,
        "blog_category": make_category().pk,
        "blog_tag": make_tag().pk,
        "blog_author": author.pk,
        "blog_image": make_image(uploaded_by=user).pk,
        "blog_attachment": Attachment.objects.create(title="Talk", kind="audio", uploaded_by=user).pk,
        "blog_medialink": MediaLink.objects.create(post=make_post(), url="https://youtu.be/dQw4w9WgXcQ").pk,
        "blog_redirect": Redirect.objects.create(old_path=f"/old/{user.pk}", new_path="/").pk,
        "blog_publication": Publication.current().pk,
        "blog_user": make_user().pk,
        "auth_group": Group.objects.create(name=f"group of {user.pk}").pk,
        "django_tasks_database_dbtaskresult": drop_old_results.enqueue().id,
        "comments_reply": make_reply(make_post()).pk,
        "comments_ban": Ban.objects.keep_out("name", f"Name {user.pk}").pk,
        "comments_writer": Writer.objects.of(f"writer{user.pk}@example.org").pk,
        "comments_debaterules": 1,
        "comments_decision": a_decision().pk,
        "wordpress_importrun": (run := ImportRun.objects.create(source="There")).pk,
        "wordpress_importentry": ImportEntry.objects.create(run=run, kind="post", outcome="updated").pk,
        "wordpress_kept": Kept.objects.create(import_ref=f"kept by {user.pk}", kind="shop_order").pk,
    }
    return rows


def a_decision() -> Decision:
    moderation.mark_spam(make_reply(make_post()))
    return Decision.objects.latest("pk")


def people() -> dict[str, tuple[Client, dict[str, int]]]:
    """A browser for each of those that audiences speak of, and the rows of their own."""
    found: dict[str, tuple[Client, dict[str, int]]] = {}
    # Who may what is decided before a row is read: on PostgreSQL, those who see least and most stand for all.
    everybody = (
        audiences.EVERYBODY if connection.vendor == "sqlite" else {"reader", "author", "administrator"}
    )
    for name in sorted(everybody):
        user = make_user(name, group=GROUPS.get(name, ""), superuser=name == "administrator")
        client = Client()
        if name in audiences.STAFF:
            client.force_login(user)
        found[name] = (client, own_rows(user))
    return found


def ask(client: Client, path: str, query: dict[str, str] | None):
    """What is there, after redirects; a closed door is not gone through."""
    response = client.get(path, query)
    if response.status_code not in {301, 302, 303, 307, 308} or is_door(response.headers["Location"]):
        return response
    return client.get(response.headers["Location"], follow=True)


def is_door(address: str) -> bool:
    """The login, or the start of the admin."""
    return urlsplit(address).path in {reverse("admin:login"), reverse("admin:index")}


def is_refused(route: Route, response) -> bool:
    """Whether the answer, after redirects, is a closed door: forbidden, the login, or back to the start."""
    if route.name in {"admin:login", "admin:logout"}:
        return response.status_code == 403
    chain = getattr(response, "redirect_chain", [])
    moved_to = chain[-1][0] if chain else response.headers.get("Location", "")
    return response.status_code in {401, 403} or is_door(moved_to)


def test_each_route_answers_whom_it_is_for(samples):
    wrong, answered, walked = [], set(), 0
    everybody = people()
    for route in declared():
        allowed = audiences.audience(route.name)
        for name, (client, rows) in everybody.items():
            model = route.name.removeprefix("admin:").rpartition("_")[0]
            row = rows.get(route.name.removeprefix("admin:"), rows.get(model, 1))
            path = address(route, samples | {"object_id": row})
            response = ask(client, path, QUERIES.get(route.name))
            walked += 1
            refused = is_refused(route, response)
            if not refused and response.status_code < 400:
                answered.add(route.name)
            if refused == (name in allowed) or response.status_code >= 500:
                wrong.append(f"{route.name} as {name}: {response.status_code}")
            # Logging out, and changing places, would spoil what follows.
            if name in audiences.STAFF and "_auth_user_id" not in client.session:
                client.force_login(User.objects.get(username=name))
    assert not wrong, "\n".join(wrong)
    assert walked == len(declared()) * len(everybody)
    assert walked > 400
    open_to_some = {route.name for route in declared() if audiences.audience(route.name)}
    assert open_to_some - answered == ONLY_BY_POST
