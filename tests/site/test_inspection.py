"""The inspection of pages finds what it is for; without this, an empty list would prove nothing."""

import pytest

from tests.site.inspection import dangers


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<script src='//evil.example/x.js'></script>",
        "<img src=x onerror=alert(1)>",
        "<p ONCLICK='x'>",
        "<a href=' java\nscript:alert(1)'>",
        "<a href='&#1;javascript:alert(1)'>",
        "<form action='vbscript:x'>",
        "<img src='data:text/html,x'>",
        "<img srcset='/a 1x, javascript:x 2x'>",
        "<p style='x'>",
        "<iframe src='/'>",
        "<meta http-equiv=refresh content='0;url=/'>",
        "<textarea></textarea><svg><animate/></svg>",
    ],
)
def test_what_could_run_is_found(html):
    assert dangers(html) != []


@pytest.mark.parametrize(
    "html",
    [
        "<a href='https://example.org/?q=javascript:x'>a</a>",
        "<a href='/tag/javascript:x/'>a</a>",
        '<script src="/static/js/a.js" type="module"></script>',
        '<script type="application/ld+json">{"a": "\\u003c/script\\u003e"}</script>',
        "<p>&lt;script&gt; onerror=alert(1)</p>",
    ],
)
def test_what_cannot_run_is_let_pass(html):
    assert dangers(html) == []
