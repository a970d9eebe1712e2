"""Small exports written for the tests, as WordPress would write them and as it never should."""

from pathlib import Path
from xml.sax.saxutils import escape

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:wfw="http://wellformedweb.org/CommentAPI/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Old Quay</title><link>https://old.example.org</link><language>en</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://old.example.org</wp:base_site_url>
<wp:base_blog_url>https://old.example.org</wp:base_blog_url>
"""
FOOT = "</channel></rss>"


def element(name: str, text: object) -> str:
    said = cdata(str(text)) if name in {"content:encoded", "wp:comment_content"} else escape(str(text))
    return f"<{name}>{said}</{name}>"


def cdata(text: str) -> str:
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def author(login: str, name: str = "", number: int = 1) -> str:
    fields = {"author_id": number, "author_login": login, "author_email": f"{login}@example.org"}
    fields["author_display_name"] = name or login
    return f"<wp:author>{''.join(element(f'wp:{key}', value) for key, value in fields.items())}</wp:author>"


def category(slug: str, name: str, parent: str = "") -> str:
    return (
        f"<wp:category><wp:category_nicename>{escape(slug)}</wp:category_nicename>"
        f"<wp:category_parent>{escape(parent)}</wp:category_parent>"
        f"<wp:cat_name>{cdata(name)}</wp:cat_name></wp:category>"
    )


def comment(number: int, parent: int = 0, **fields: object) -> str:
    said = {
        "comment_id": number,
        "comment_author": f"Reader {number}",
        "comment_author_email": f"reader{number}@example.org",
        "comment_author_IP": "192.0.2.7",
        "comment_date": f"2016-09-01 10:{number % 60:02}:00",
        "comment_date_gmt": f"2016-09-01 09:{number % 60:02}:00",
        "comment_content": f"Remark {number}",
        "comment_approved": 1,
        "comment_type": "",
        "comment_parent": parent,
    } | fields
    return f"<wp:comment>{''.join(element(f'wp:{key}', value) for key, value in said.items())}</wp:comment>"


def term(taxonomy: str, slug: str, name: str) -> str:
    return f'<category domain="{taxonomy}" nicename="{slug}">{cdata(name)}</category>'


def meta(key: str, value: str) -> str:
    pair = f"<wp:meta_key>{key}</wp:meta_key><wp:meta_value>{cdata(value)}</wp:meta_value>"
    return f"<wp:postmeta>{pair}</wp:postmeta>"


def item(number: int, *inner: str, **fields: object) -> str:
    """A published post of 29 August 2016 unless told otherwise; `inner` is comments, terms and meta."""
    slug = fields.pop("slug", f"post-{number}")
    said = {
        "title": f"Post {number}",
        "link": f"https://old.example.org/2016/08/29/{slug}/",
        "guid": f"https://old.example.org/?p={number}",
        "dc:creator": "alice",
        "content:encoded": fields.pop("content", f"Text {number}"),
        "excerpt:encoded": fields.pop("excerpt", ""),
        "wp:post_id": number,
        "wp:post_date": "2016-08-29 12:00:00",
        "wp:post_date_gmt": "2016-08-29 11:00:00",
        "wp:comment_status": "open",
        "wp:post_name": slug,
        "wp:status": fields.pop("status", "publish"),
        "wp:post_parent": fields.pop("parent", 0),
        "wp:menu_order": 0,
        "wp:post_type": fields.pop("type", "post"),
        "wp:post_password": fields.pop("password", ""),
        "wp:is_sticky": 0,
    }
    said |= {name if ":" in name or name in said else f"wp:{name}": value for name, value in fields.items()}
    return f"<item>{''.join(element(key, value) for key, value in said.items())}{''.join(inner)}</item>"


def attachment(number: int, url: str, *inner: str, **fields: object) -> str:
    fields.setdefault("link", f"https://old.example.org/?attachment_id={number}")
    return item(number, *inner, type="attachment", status="inherit", attachment_url=url, **fields)


def write(folder: Path, *parts: str, name: str = "export.xml", head: str = HEAD, foot: str = FOOT) -> Path:
    path = folder / name
    path.write_text(head + "\n".join(parts) + foot, "utf-8")
    return path
