"""Hostile payloads in every place of a WordPress text that we take apart: nothing runs or is fetched."""

import json

from blog.rendering import render_body
from tests.blog.rendering.test_hostile import dangers
from tests.wordpress.library import Library
from wordpress.content import convert

PLACES = [
    "{}",
    "[caption]{}[/caption]",
    '[gallery ids="{}"]',
    "[youtube={}]",
    '[audio src="{}"]',
    "[caption caption='{}']<img src='/a.jpg'>[/caption]",
    '<!-- wp:image {{"id":5}} --><img src="{0}">{0}<!-- /wp:image -->',
    '[button link="{}"]x[/button]',
    "<!-- wp:html -->{}<!-- /wp:html -->",
    "[code]{}[/code]",
    "[footnote]{}[/footnote]",
]
EVERY = 12  # of some eight thousand payloads


def strings(value):
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(each)


def test_payload_is_harmless_wherever_it_stands(corpus):
    payloads = list(strings(json.loads((corpus / "xss/payloads.json").read_text())))[::EVERY]
    for number, payload in enumerate(payloads):
        source = PLACES[number % len(PLACES)].format(payload)
        notes = json.dumps([{"id": payload, "content": payload}])
        made = convert(source, Library(), post=3, footnotes=notes, enclosures=[payload])
        assert dangers(render_body(made.html)) == [], source
    assert len(payloads) > 500
