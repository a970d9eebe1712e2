"""What readers write, as safe HTML: a small Markdown, and the HTML of comments from other systems. Pure."""

import re
from functools import cache, lru_cache
from html import escape, unescape

import nh3
from linkify_it import LinkifyIt
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {"p", "br", "em", "strong", "del", "s", "a", "blockquote", "ul", "ol", "li", "code", "pre"}
ATTRIBUTES = {
    "a": {"href"},
    "*": set(),
    "ol": {"start", "dir"},
    **{tag: {"dir"} for tag in ("p", "blockquote", "ul", "li", "pre")},
}
SCHEMES = {"http", "https", "mailto"}
# Off: what would make a reply louder than the article (headings, pictures, rules), what silently swallows
# typed text (reference definitions, HTML), and code by indentation, which people type without meaning it.
OFF = ["heading", "lheading", "hr", "image", "html_block", "html_inline", "reference", "code"]
MOST_LINKS = 100  # finding bare addresses takes time that grows with the square of their number
DIRECTED = {"paragraph_open", "blockquote_open", "bullet_list_open", "ordered_list_open", "list_item_open"}

# HTML from elsewhere: older names of what we keep.
RENAMED = {"b": "strong", "i": "em", "cite": "em", "q": "em", "strike": "s"}
SETTING_REL = nh3.Cleaner(tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="ugc nofollow")
PLAIN = nh3.Cleaner(tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
TO_RENAME = re.compile(rf"<(/?)({'|'.join(RENAMED)})(?=[\s>])[^>]*>", re.I)
PLAIN_WORDS = re.compile("[^<>&\x00-\x1f\xa0\ud800-\udfff]+")  # on one line
BLOCK = re.compile(r"(<(p|blockquote|ul|ol|pre)\b.*?</\2>)", re.DOTALL)
MARKUP = re.compile(r"(<a\b.*?</a>|<pre\b.*?</pre>|<code\b.*?</code>|<[^>]*>)", re.DOTALL)


@lru_cache(maxsize=8)  # a reply that comes in is looked at as HTML several times before it is stored
def render(source: str) -> str:
    """The HTML of a reply's text. Single line breaks are kept; nothing typed disappears."""
    parser = reader(source.count("://") <= MOST_LINKS)
    tokens = parser.parse(source)
    for token in tokens:
        direct(token)
    return clean(parser.renderer.render(tokens, parser.options, {}))


def with_words(source: str) -> str:
    """The source, and the words that readers will see where marks part them: `id**io**t`."""
    words = unescape(re.sub(r"</?(?:em|strong|del|s|a|code)\b[^>]*>", "", render(source)))
    return f"{source}\n{words}"


@cache
def reader(linkify: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True, "linkify": linkify, "maxNesting": 12})
    parser.enable(["linkify", "strikethrough"]).disable(OFF)
    parser.linkify = linker()
    return parser


@cache
def linker() -> LinkifyIt:
    """Finds addresses that say they are: `example.org` alone or somebody's e-mail stays text."""
    return LinkifyIt(options={"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})


def direct(token: Token) -> None:
    """Let each paragraph run in the direction of its own script."""
    if token.type in DIRECTED:
        token.attrSet("dir", "auto")


def clean(html: str) -> str:
    """Only what a reply may hold; links say that a reader set them."""
    return SETTING_REL.clean(html).strip()


def from_import(source: str) -> str:
    """The HTML of a comment as WordPress keeps it: a few tags, line breaks for paragraphs, bare addresses."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    if PLAIN_WORDS.fullmatch(source) and "://" not in source and not source.isspace():
        return f'<p dir="auto">{source.strip()}</p>'  # what comes of it below as well
    html = PLAIN.clean(renamed(source))
    parts = BLOCK.split(html)
    blocks = [
        paragraphs(text) + quoted(block) for text, block in zip(parts[::3], [*parts[1::3], ""], strict=True)
    ]
    return clean(linked("".join(blocks))).replace("<p>", '<p dir="auto">')


def renamed(html: str) -> str:
    return TO_RENAME.sub(lambda found: f"<{found[1]}{RENAMED[found[2].lower()]}>", html)


def paragraphs(text: str) -> str:
    """Phrases outside any block: empty lines part paragraphs, single ones are kept."""
    pieces = [piece.strip().replace("\n", "<br>") for piece in re.split(r"\n\s*\n", text)]
    return "".join(f"<p>{piece}</p>" for piece in pieces if piece)


def quoted(block: str) -> str:
    """A block as it is, but with paragraphs in a quotation that has none."""
    found = re.fullmatch(r"<blockquote[^>]*>(.*)</blockquote>", block, re.DOTALL)
    if not found or re.search(r"<(p|blockquote|ul|ol|pre)\b", found[1]):
        return block
    return f"<blockquote>{paragraphs(found[1])}</blockquote>"


def linked(html: str) -> str:
    """Bare addresses in the text made links, as WordPress shows them."""
    pieces = MARKUP.split(html)
    return "".join(piece if index % 2 else link_text(piece) for index, piece in enumerate(pieces))


def link_text(text: str) -> str:
    if "://" not in text:
        return text
    made, end = [], 0
    for match in linker().match(text) or []:
        made.append(text[end : match.index])
        made.append(f'<a href="{escape(match.url.replace("&amp;", "&"))}">{match.text}</a>')
        end = match.last_index
    return "".join([*made, text[end:]])
