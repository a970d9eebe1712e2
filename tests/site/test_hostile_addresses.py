"""Whatever is asked for, however it is asked: an answer, never a failure of ours."""

import pytest
from django.test import Client

from tests.factories import make_page, make_post, make_reply
from tests.site.routes import UNNAMED, address, routes

pytestmark = pytest.mark.django_db

PATHS = r"""
    /%00 /a%00b/ /..%2f /../../etc/passwd /%2e%2e/%2e%2e/ /..%5c..%5cwindows // ///evil.example/
    /\evil.example /%5cevil.example /2016/13/45/x/ /2016/02/30/ /0000/ /9999/12/31/ /0000/00/00/x/ /2016/00/
    /page/0/ /page/1/ /page/-1/ /page/99999999999999999999/ /category/x/page/0/ /category// /category/%2f/
    /tag/%00/ /author/%ff/ /%ff%fe/ /%c3%28/ /%ed%a0%80/ /%f0%9f%98%80/ /reply/0/
    /reply/999999999999999999999/ /reply/x/ /feed/xml/ /feed/feed/ /comments/feed/rss/ /sitemap-posts-0.xml
    /sitemap-posts-99999999999999999999.xml /sitemap-x-1.xml /sitemap-%00-1.xml /wp-content/uploads/../../x
    /wp-admin/ /wp-login.php /xmlrpc.php /.env /.git/config /index.php /media/ /media/../../x
    /media/%2e%2e/%2e%2e/x /media/%00 /static/../x /static/%00 /archives/0 /archives/99999999999999999999
    /tide/reply/reply/ /tide/reply/waiting/x/ /tide/reply/waiting/%00/ /tide/password/ /tide/feed/x/
    /%E2%80%AE/ /;a=b/ /search/page/0/ /search/page/99999999999999999999/ /admin/blog/post/%00/change/
    /admin/x/y/z/ /admin/r/9/9/ /admin/blog/post/99999999999999999999/change/ /admin/reset/MQ/%00/
    /admin/reset/%00/x/ /admin//login/
""".split()
LONG_PATHS = ["/" + "a" * 8_000, "/" + "a/" * 2_000, "/" + "%25" * 1_000]

QUERIES = r"""
    p=0 p=-1 p=%00 p=99999999999999999999 p=x p[]=1 page_id=%ff attachment_id=1e9 cat=-1 author=%00 tag=%00
    s=%00 feed=%00 m=209913 to=0 to=99999999999999999999 to=%00 after=%00 after=zzzzzz after=-1 order=%00
    order=x page=%00 q=%00 q=%ff next=//evil % %zz category=%00&author=%00&year=%00&q=a e=1
    _changelist_filters=%00 o=99.-99.x all= p=all status__exact=%00 _popup=%00 preview=%00
""".split()
LONG_QUERIES = ["q=" + "a" * 5_000, "&" * 900, "=" * 900, "a=1&" * 900, "a=1&" * 2_000]

METHODS = ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "HEAD", "PROPFIND", "BREW", "get"]
BODIES = [
    ("application/x-www-form-urlencoded", b"%00=%ff&a=\xff\xfe&comment=\x00"),
    ("application/x-www-form-urlencoded; charset=utf-7", b"comment=+ADw-script+AD4-&name=a&email=a@b.c"),
    ("application/x-www-form-urlencoded; charset=nothing", b"comment=a"),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=\"comment\"\r\n\r\na"),
    ("multipart/form-data; boundary=\xff", b"--"),
    ("application/json", b"{" * 10_000),
    ("text/xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]>&a;"),
    ("", b"\x00\x01"),
    ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % number for number in range(2_000))),
]  # fmt: skip


@pytest.fixture
def client():
    """One that reports a failure as a reader would see it: as an answer."""
    return Client(raise_request_exception=False)


@pytest.fixture
def site():
    """An article with a reply, and a page: something to be found under odd addresses."""
    post = make_post("Tide", slug="tide")
    make_reply(post)
    make_page("About")
    return post


def failures(answers):
    """Those that say it was our fault."""
    return [name for name, response in answers if response.status_code >= 500]


def test_odd_paths_are_answered(client, site):
    assert failures((path[:80], client.get(path)) for path in PATHS + LONG_PATHS) == []


@pytest.mark.parametrize(
    "path", ["/\xff\xfe/", "/caf\xe9/", "/\xed\xa0\x80/", "/a\x00b/", "/\x80", "/search/", "*", ""]
)
def test_raw_bytes_are_answered(client, site, path):
    """What no client library would send; a server passes bytes on as Latin-1."""
    assert client.get("/", PATH_INFO=path, QUERY_STRING="q=\xff\xfe\x00").status_code < 500


def test_odd_queries_are_answered_on_every_public_list(client, site):
    pages = [
        "/",
        "/search/",
        site.get_absolute_url(),
        f"{site.get_absolute_url()}reply/",
        "/feed/",
        "/comments/feed/",
    ]
    asked = ((page, query) for page in pages for query in QUERIES + LONG_QUERIES)
    assert failures((f"{page}?{query[:60]}", client.get(f"{page}?{query}")) for page, query in asked) == []


def test_odd_queries_are_answered_in_the_admin(site, administrator):
    client = Client(raise_request_exception=False)
    client.force_login(administrator)
    pages = ["/admin/blog/post/", "/admin/comments/reply/"]
    asked = ((page, query) for page in pages for query in QUERIES + LONG_QUERIES)
    assert failures((f"{page}?{query[:60]}", client.get(f"{page}?{query}")) for page, query in asked) == []


def test_odd_methods_are_answered_on_every_route(client, samples):
    names = [(route.name, address(route, samples)) for route in routes() if route.name not in UNNAMED]
    asked = [(method, name, path) for name, path in names for method in METHODS]
    assert failures((f"{method} {name}", client.generic(method, path)) for method, name, path in asked) == []
    assert len(asked) > 500


def test_odd_bodies_are_answered(client, site):
    article = site.get_absolute_url()
    pages = [
        f"{article}reply/",
        f"{article}password/",
        article,
        "/",
        "/search/",
        "/admin/login/",
        "/admin/password_reset/",
    ]
    asked = [(page, body) for page in pages for body in BODIES]
    answers = ((f"{page} {body}", client.generic("POST", page, body[1], body[0])) for page, body in asked)
    assert failures(answers) == []


@pytest.mark.parametrize(
    "host", ["", "evil.example", "a b", "\x00", "[::1", "127.0.0.1:99999999", "x" * 5_000, "ü.example"]
)
def test_odd_hosts_are_refused(client, site, host):
    response = client.get(site.get_absolute_url(), HTTP_HOST=host)
    assert response.status_code in {200, 400}
    assert "evil.example" not in response.content.decode()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HTTP_COOKIE", "sessionid=\x00; csrftoken=\xff; =; ;;"),
        ("HTTP_COOKIE", "sessionid=" + "x" * 6_000),
        ("HTTP_IF_NONE_MATCH", '"' * 500),
        ("HTTP_IF_MODIFIED_SINCE", "Mon, 99 Foo 99999 99:99:99 GMT"),
        ("HTTP_ACCEPT_LANGUAGE", "a" * 5_000 + ",;q=x,*"),
        ("HTTP_ACCEPT_ENCODING", "br;q=x, \x00, *;q=-1"),
        ("HTTP_RANGE", "bytes=-1-99999999999999999999"),
        ("HTTP_X_FORWARDED_FOR", "<script>, ::::, \x00"),
        ("HTTP_X_FORWARDED_PROTO", "javascript"),
        ("HTTP_USER_AGENT", "\x00" * 500),
        ("HTTP_ORIGIN", "null"),
        ("HTTP_REFERER", "http://[::1"),
        ("CONTENT_LENGTH", "-1"),
        ("CONTENT_LENGTH", "x"),
    ],
)
def test_odd_headers_are_answered(client, site, name, value):
    article = site.get_absolute_url()
    pages = [article, "/", "/feed/", "/search/?q=tide", "/admin/login/"]
    assert failures((page, client.get(page, **{name: value})) for page in pages) == []
    sent = {"name": "A", "email": "a@example.org", "comment": "Yes."}
    assert client.post(f"{article}reply/", sent, **{name: value}).status_code < 500
