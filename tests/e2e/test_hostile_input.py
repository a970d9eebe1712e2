"""The hostile journal in a real browser, which alone decides what runs. The policy is switched off in one of
the two visits, so that the cleaning is proven by itself."""

from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from blog.models import Author, Category, Post, Publication, Tag
from tests.browser import ASKING
from tests.factories import make_post, make_user
from tests.site.hostile import FULL, journal
from tests.site.payloads import CHOICES, load

# Runs before anything of the page: whatever a payload would do is written down instead.
WATCH = """
window.fired = [];
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])
  window[name] = () => { window.fired.push(name); };
document.addEventListener('securitypolicyviolation', event =>
  window.fired.push(`refused ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""

# What the browser itself made of the markup; then every event that payloads wait for, on every element.
PROVOKE = """
() => {
  const found = [...window.fired];
  // Buttons of ours that send their form elsewhere in the admin.
  const own = element => element.matches('form button[formaction^="/admin/"]');
  const runs = (element, name) => /^on|^srcdoc$/i.test(name) || (/^formaction$/i.test(name) && !own(element));
  const bad = /^(javascript|vbscript|data):$/;
  const events = ['click', 'dblclick', 'mouseover', 'mouseenter', 'pointerover', 'focus', 'focusin', 'blur',
    'input', 'change', 'keydown', 'submit', 'toggle', 'load', 'error', 'animationstart', 'transitionend',
    'drop', 'paste', 'copy', 'wheel', 'scroll', 'select', 'invalid', 'beforetoggle', 'contextmenu'];
  for (const name of ['click', 'submit']) document.addEventListener(name, e => e.preventDefault(), true);
  for (const element of document.querySelectorAll('*')) {
    for (const {name} of element.attributes)
      if (runs(element, name)) found.push(`${element.tagName} ${name}`);
    if (bad.test(element.protocol || '')) found.push(`${element.tagName} ${element.protocol}`);
    if (/^(IFRAME|OBJECT|EMBED|BASE|MATH|FRAME)$/i.test(element.tagName)) found.push(element.tagName);
    // These begin a player, or lead to the page of recommending, as they should.
    if (element.matches('figure.media button, button[data-recommend]')) continue;
    for (const name of events) element.dispatchEvent(new Event(name, {cancelable: true}));
  }
  return [...found, ...window.fired];
}
"""


@pytest.fixture(params=CHOICES)
def addresses(request, transactional_db):
    """(public addresses, admin addresses) of a journal, with every payload on one of the public pages."""
    corpus = None if request.param == "own" else request.getfixturevalue("corpus")
    posts = journal(load(request.param, corpus))
    lists = -(-Post.objects.count() // Publication.current().posts_per_page)
    subjects = [every(model.objects.order_by("pk"), 2) for model in (Category, Tag, Author)]
    public = ["/", "/search/?q=alert", *(f"/page/{number}/" for number in range(2, lists + 1))]
    public += [post.get_absolute_url() for post in posts[:FULL]]
    public += [row.get_absolute_url() for rows in subjects for row in rows]
    admin = ["/admin/", *(reverse(f"admin:blog_{name}_changelist") for name in ("post", "category", "image"))]
    admin += [reverse("admin:blog_post_change", args=[post.pk]) for post in every(Post.objects.all(), 3)]
    return public, admin


def every(rows, most):
    """At most so many of them, from the whole of the list."""
    rows = list(rows)
    return rows[:: max(1, -(-len(rows) // most))]


def visited(browser, live_server, addresses, **options):
    """By address, what ran or could run there, and what was asked of other hosts."""
    context = browser.new_context(**options)
    foreign, dialogs = [], []

    def watch(request):
        address = urlsplit(request.url)
        if address.scheme in ASKING and address.netloc != urlsplit(live_server.url).netloc:
            foreign.append(request.url)

    def answer(dialog):
        # Provoking a form changes it, and it asks before it is left: that question is our own.
        if dialog.type == "beforeunload":
            dialog.accept()
        else:
            dialogs.append(dialog.message)
            dialog.dismiss()

    context.on("request", watch)
    context.add_init_script(WATCH)
    page = context.new_page()
    page.on("dialog", answer)
    found = {}
    for address in addresses:
        response = page.goto(live_server.url + address)
        wrong = [*foreign, *page.evaluate(PROVOKE), *dialogs]
        if wrong or response.status != 200:
            found[address] = [response.status, *wrong]
        foreign.clear()
        dialogs.clear()
    context.close()
    return found


def logged_in(live_server):
    """A browser's memory of an administrator's login."""
    client = Client()
    client.force_login(make_user("ada", superuser=True))
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}
    return cookie


def test_watching_notices_what_runs(browser, live_server):
    post = make_post()
    Post.everything.filter(pk=post.pk).update(
        body_html="<img src=x onerror=alert(1)><a href='java\nscript:alert(2)'>a</a><p onclick=print()>b"
    )
    found = visited(browser, live_server, [post.get_absolute_url()], bypass_csp=True)
    noticed = str(found[post.get_absolute_url()])
    assert all(word in noticed for word in ("alert", "print", "A javascript:", "IMG onerror"))


def test_nothing_runs_in_a_hostile_journal(browser, live_server, addresses):
    public, admin = addresses
    storage = {"cookies": [logged_in(live_server) | {"sameSite": "Lax"}], "origins": []}
    assert visited(browser, live_server, public, bypass_csp=True) == {}
    assert visited(browser, live_server, every(public, 8)) == {}
    assert visited(browser, live_server, admin, bypass_csp=True, storage_state=storage) == {}
