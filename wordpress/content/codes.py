"""Code that plug-ins (WP-Syntax, CodeColorer) take by the `lang` of a `pre` or `code`: unescaped."""

import re
from html import escape

from .shortcode_names import LANGUAGES

# GeSHi's names; `lang` names languages of people, too, so none is taken that is one of those.
GESHI = frozenset(
    f"{LANGUAGES} actionscript asm awk bash batch c c# c++ cmake coffeescript cobol d dos fortran haskell"
    " html4strict html5 ini jquery json lisp lua make mirc mxml mysql nsis objc ocaml pascal plsql prolog reg"
    " robots scheme shell smarty svn tcl text tsql typescript vbnet vbscript verilog"
    " vhdl vim visualbasic".split()
) - {"r"}
MARKED = re.compile(
    r"<(?P<tag>pre|code)\b(?P<attributes>[^>]*\blang=[\"']?(?P<language>[\w+#-]+)[^>]*)>(?P<text>.*?)</(?P=tag)\s*>",
    re.DOTALL | re.IGNORECASE,
)
MARKUP = re.compile(r"<(?!/?(?:a|b|i|em|strong|span|br|mark)\b)[a-zA-Z/!?%]", re.IGNORECASE)
BARE = re.compile(r"&(?!(?:[a-zA-Z]\w{1,30}|#\d{1,7}|#x[\da-fA-F]{1,6});)")


def as_code(source: str) -> str:
    """The text with such code as `pre` and `code`, escaped where it was not."""
    return MARKED.sub(coded, source) if "lang=" in source else source


def coded(match: re.Match[str]) -> str:
    language, text = match["language"].lower(), match["text"]
    is_block = match["tag"].lower() == "pre" or "\n" in text.strip()
    if language not in GESHI or not is_block:
        return match.group()
    if MARKUP.search(text) and "escaped=" not in match["attributes"]:
        text = BARE.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")
    return f'<pre><code class="language-{escape(language)}">{text.strip(chr(10))}</code></pre>'
