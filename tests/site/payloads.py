"""Text that tries to run in a reader's browser: some of our own, and all of the corpus."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

OWN = [
    "<script>alert(1)</script>",
    "</textarea><script>alert(2)</script>",
    "</title></style></script><script>alert(3)</script>",
    '"><img src=x onerror=alert(4)>',
    "' autofocus onfocus=alert(5) x='",
    "<svg/onload=alert(6)>",
    "<svg><animate xlink:href=#x attributeName=href values=javascript:alert(7) /><a id=x><rect/></a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(8)>",
    "<a href='jav&#x09;ascript:alert(9)'>tide</a>",
    "[tide](javascript:alert(10)) ![x](data:text/html,<script>alert(11)</script>)",
    "<https://x.example/onerror=alert(12)> javascript:alert(13) <javascript:alert(14)>",
    "javascript://%0aalert(15)",
    'https://x.example/" onmouseover="alert(16)',
    "<iframe srcdoc='<script>parent.alert(17)</script>'></iframe>",
    "<form action=javascript:alert(18)><button formaction=javascript:alert(19)>go</button></form>",
    "<base href=//evil.example/><meta http-equiv=refresh content='0;url=javascript:alert(20)'>",
    "<img srcset='x 1x, javascript:alert(21) 2x' src=x onload=alert(22) onerror=alert(23)>",
    "<details open ontoggle=alert(24)><p style='animation:x' onanimationstart=alert(25)>",
    "<!--><img src=x onerror=alert(26)>--><![CDATA[<img src=x onerror=alert(27)>]]>",
    "<noscript><p title='</noscript><img src=x onerror=alert(28)>'></noscript>",
    "{{ ''.constructor.constructor('alert(29)')() }} ${alert(30)} {% now 'Y' %}",
    "<link rel=stylesheet href=//evil.example/x.css><style>@import '//evil.example/x.css';</style>",
    "<object data=data:text/html,<script>alert(31)</script>></object><embed src=javascript:alert(32)>",
    "<p id=main name=body class=menu><input id=reply-form name=attributes><form id=search>",
    "\u2028alert(33)\u2029 \ufeff<\u200bscript>alert(34)</script> \u202e<tpircs>",
    "<a href='data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='>a</a><a href=vbscript:x>b</a>",
    "&lt;script&gt;alert(35)&lt;/script&gt; &amp;lt;img src=x onerror=alert(36)&amp;gt;",
    "<video poster=javascript:alert(37) src=x onerror=alert(38)><source onerror=alert(39)></video>",
    "]]></description><script>alert(40)</script><![CDATA[",
    '"},"x":"</script><script>alert(41)</script>',
]

CHOICES = ["own", "corpus", pytest.param("whole corpus", marks=pytest.mark.soak)]
# Of those that fire, in the order of the corpus, so many pass for each that is shown on pages in the ordinary
# run. What cleans them is given all of them each time, and `make soak` shows all.
SAMPLE = 9


def load(choice: str, corpus: Path | None, every: int = SAMPLE) -> list[str]:
    """`own`, a sample of those of the corpus that fire when nothing is cleaned, or all of the corpus, for
    `make soak`. No database or browser takes NUL or half a character: those are asked of the forms alone."""
    if corpus is None:
        return OWN
    entries = json.loads((corpus / "xss" / "payloads.json").read_text())
    if choice == "corpus":
        return [entry["payload"] for entry in entries if entry["fires"] != "no"][::every]
    return [entry["payload"] for entry in entries]


def storable(text: str) -> str:
    return text.replace("\x00", "").encode(errors="ignore").decode()


def packed(payloads: list[str], most: int) -> Iterator[str]:
    """The payloads in as few texts of at most `most` characters as keep their order; longer ones are cut."""
    pack = ""
    for payload in payloads:
        if pack and len(pack) + len(payload) + 1 > most:
            yield pack
            pack = ""
        pack = f"{pack} {payload}".strip()[:most]
    if pack:
        yield pack
