"""What HTML a body may hold: the one list, for nh3 before and after our own conversions."""

import re

import nh3

from blog.rendering.depth import shallow

BLOCKS = frozenset(
    "p h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre figure figcaption hr details summary"
    " table caption colgroup col thead tbody tfoot tr th td".split()
)
PHRASES = frozenset(
    "a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q rp rt ruby s samp small span strong"
    " sub sup time u var wbr picture source".split()
)
TAGS = BLOCKS | PHRASES

# Only the first pass knows these; the conversions turn each into something of TAGS, a card, or nothing.
WRAPPERS = frozenset(
    "div section article main header footer aside nav center address hgroup fieldset form legend menu dir"
    " dialog search".split()
)
FRAME = "x-frame"  # stands for iframe, whose content HTML would read as raw text
PLAYERS = frozenset({"audio", "video", "object", "embed", FRAME})
RENAMED = {"h1": "h2", "strike": "s", "tt": "code", "acronym": "abbr"}
SOURCE_TAGS = TAGS | WRAPPERS | PLAYERS | RENAMED.keys() | {"source", "picture"}

GLOBAL_ATTRIBUTES = {"lang", "dir", "id", "class"}
ATTRIBUTES = {
    "*": GLOBAL_ATTRIBUTES,
    "a": {"href", "title", "hreflang", "rel"},
    "abbr": {"title"},
    "dfn": {"title"},
    "img": {
        "src",
        "srcset",
        "sizes",
        "alt",
        "title",
        "width",
        "height",
        "loading",
        "decoding",
        "fetchpriority",
    },
    "source": {"srcset", "sizes", "type"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "blockquote": {"cite"},
    "q": {"cite"},
    "del": {"cite", "datetime"},
    "ins": {"cite", "datetime"},
    "time": {"datetime"},
    "details": {"open"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr"},
    "col": {"span"},
    "colgroup": {"span"},
}
SOURCE_ATTRIBUTES = ATTRIBUTES | {
    "a": ATTRIBUTES["a"] | {"name"},
    "acronym": ATTRIBUTES["abbr"],
    FRAME: {"src", "title"},
    "audio": {"src", "title"},
    "video": {"src", "title"},
    "source": {"src", "srcset", "sizes", "type"},
    "object": {"data", "title"},
    "embed": {"src", "title"},
}

CLASSES = frozenset(
    "alignleft alignright aligncenter alignwide alignfull pullquote gallery footnotes footnote footnote-ref"
    " footnote-backref picture-absent media-caption lead credit".split()
)
OLD_CLASSES = {
    "wp-block-pullquote": "pullquote",
    "wp-block-gallery": "gallery",
    "align-left": "alignleft",
    "align-right": "alignright",
    "align-center": "aligncenter",
}
CODE_LANGUAGE = re.compile(r"language-[\w+#-]{1,30}")
NUMBER = re.compile(r"-?\d{1,5}")
NUMBERS = {"width", "height", "colspan", "rowspan", "span", "start", "value"}
VALUES = {
    "dir": {"ltr", "rtl", "auto"},
    "scope": {"row", "col", "rowgroup", "colgroup"},
    "loading": {"lazy"},
    "decoding": {"async"},
    "fetchpriority": {"high"},
    "type": {"1", "a", "A", "i", "I", "image/avif", "image/webp", "image/jpeg"},
}
SCHEMES = {"http", "https", "mailto", "tel", "ftp"}


def kept_classes(value: str) -> str:
    """The class names that our style sheets know, in the author's order, old names in their new form."""
    names = (OLD_CLASSES.get(name, name) for name in value.split())
    kept = [name for name in names if name in CLASSES or CODE_LANGUAGE.fullmatch(name)]
    return " ".join(dict.fromkeys(kept))


def _filter(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return kept_classes(value) or None
    if name == "cite":
        return None if re.search(r"\s", value) else value
    if name in VALUES:
        return value if value in VALUES[name] else None
    if name in NUMBERS:
        return value if NUMBER.fullmatch(value) else None
    return value


_DROPPED = {
    "script",
    "style",
    "template",
    "select",
    "button",
    "textarea",
    "title",
    "svg",
    "math",
    "noembed",
    "noframes",
    "xmp",
    "plaintext",
    "applet",
}
_first = nh3.Cleaner(
    tags=set(SOURCE_TAGS),
    attributes=SOURCE_ATTRIBUTES,
    clean_content_tags=_DROPPED,
    link_rel=None,
    url_schemes=SCHEMES,
)
_last = nh3.Cleaner(
    tags=set(TAGS),
    attributes=ATTRIBUTES | {"figure": {"data-card"}},
    clean_content_tags=_DROPPED,
    attribute_filter=_filter,
    link_rel=None,
    url_schemes=SCHEMES,
)


def clean_source(source: str) -> str:
    """Well-formed HTML without anything that runs; frames and players stay for the conversions to judge."""
    source = re.sub(r"</?noscript\b[^>]*>", "", source, flags=re.IGNORECASE)
    source = re.sub(r"(</?)iframe(?![\w-])", rf"\1{FRAME}", source, flags=re.IGNORECASE)
    return _first.clean(shallow(source))


def clean_result(html: str) -> str:
    """The final word: only TAGS and ATTRIBUTES leave here, and our placeholders `<figure data-card="0">`."""
    return _last.clean(html)
