"""What word processors, sheets, mail programs and web pages put on the clipboard, and what is kept of it.

Written after the structure that each of them uses; every text is ours.
"""

WORD_HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft
Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif;} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->"""
WORD_FOOT = "<!--EndFragment--></body></html>"


def word_item(words: str, sign: str, level: int = 1, number: int = 0, place: str = "Middle") -> str:
    """An entry of a list as Word has it: a paragraph with its bullet as words."""
    return f"""<p class=MsoListParagraphCxSp{place} style='margin-left:{36 * level}.0pt;text-indent:-18.0pt;
mso-list:l{number} level{level} lfo{number + 1}'><![if !supportLists]><span lang=EN-US
style='font-family:Symbol;
mso-bidi-font-family:Symbol'><span style='mso-list:Ignore'>{sign}<span style='font:7.0pt "Times New Roman"'>
&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span
lang=EN-US>{words}<o:p></o:p>
</span></p>"""


DOCS_HEAD = """<meta charset='utf-8'><meta charset="utf-8"><b style="font-weight:normal;"
id="docs-internal-guid-5a1f0c3e-7fff-2d1c-8a0b-3c1f7a0b9d11">"""
DOCS_P = '<p dir="ltr" style="line-height:1.38;margin-top:0pt;margin-bottom:0pt;">'
DOCS_SPAN = "font-size:11pt;font-family:Arial,sans-serif;color:#000000;background-color:transparent;"
PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


def docs_span(words: str, style: str = "font-weight:400;font-style:normal") -> str:
    return f'<span style="{DOCS_SPAN}{style};text-decoration:none;white-space:pre-wrap;">{words}</span>'


def docs_item(words: str, level: int) -> str:
    return (
        f'<li dir="ltr" style="list-style-type:disc;font-size:11pt;" aria-level="{level}">'
        f'<p dir="ltr" style="line-height:1.38;" role="presentation">{docs_span(words)}</p></li>'
    )


PASTED: dict[str, tuple[str, str]] = {
    "Word: words, marks and smart tags": (
        f"""{WORD_HEAD}<p class=MsoNormal><span lang=EN-US>The <b
style='mso-bidi-font-weight:normal'>harbour</b> of
<st1:place w:st="on"><st1:City w:st="on">Verrin</st1:City></st1:place> was <i>quiet</i><span
style='mso-spacerun:yes'>&nbsp; </span>then.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><h1>Low water<o:p></o:p></h1>
<p class=MsoQuote>Nobody asked.<o:p></o:p></p>{WORD_FOOT}""",
        "<p>The <strong>harbour</strong> of Verrin was <em>quiet</em> then.</p><h2>Low water</h2>"
        "<blockquote><p>Nobody asked.</p></blockquote>",
    ),
    "Word: a bulleted list of two levels": (
        WORD_HEAD
        + word_item("Boats", "·", place="First")
        + word_item("large", "o", 2)
        + word_item("small", "o", 2)
        + word_item("Nets", "·", place="Last")
        + f"<p class=MsoNormal>After.<o:p></o:p></p>{WORD_FOOT}",
        "<ul><li>Boats<ul><li>large</li><li>small</li></ul></li><li>Nets</li></ul><p>After.</p>",
    ),
    "Word: numbers, then letters, then bullets": (
        WORD_HEAD
        + word_item("One", "3.", number=1)
        + word_item("Of which", "a)", 2, number=1)
        + word_item("Two", "4.", number=1)
        + word_item("Loose", "·", number=2)
        + WORD_FOOT,
        '<ol start="3"><li>One<ol type="a"><li>Of which</li></ol></li><li>Two</li></ol>'
        "<ul><li>Loose</li></ul>",
    ),
    "Word: footnotes": (
        f"""{WORD_HEAD}<p class=MsoNormal>A claim.<a style='mso-footnote-id:ftn1' href="#_ftn1"
name="_ftnref1"
title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if
!supportFootnotes]>
<span class=MsoFootnoteReference><span
style='font-size:11.0pt'>[1]</span></span><![endif]></span></span></a> And
more.<o:p></o:p></p><div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width="33%">
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1'
href="#_ftnref1"
name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> The <i>Register</i>, p.
3.<o:p></o:p></p></div>
</div>{WORD_FOOT}""",
        '<p>A claim.<sup class="footnote-ref" id="fnref-1"><a href="#fn-1">1</a></sup> And more.</p>'
        '<ol class="footnotes"><li id="fn-1">The <em>Register</em>, p. 3. '
        '<a class="footnote-backref" href="#fnref-1">Back</a></li></ol>',
    ),
    "Word: a table": (
        f"""{WORD_HEAD}<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0
style='border-collapse:collapse'>
<tr style='mso-yfti-irow:0'><td width=301 valign=top style='width:225.4pt'><p
class=MsoNormal><b>Ship<o:p></o:p></b>
</p></td><td width=301><p class=MsoNormal>Tons<o:p></o:p></p></td></tr></table>{WORD_FOOT}""",
        "<table><tbody><tr><td><strong>Ship</strong></td><td>Tons</td></tr></tbody></table>",
    ),
    "Docs: the wrapper, and marks told by styles": (
        DOCS_HEAD
        + '<h1 dir="ltr" style="line-height:1.38;">'
        + docs_span("A title", "font-weight:700")
        + "</h1>"
        + DOCS_P
        + docs_span("Some ")
        + docs_span("bold", "font-weight:700;font-style:normal")
        + docs_span(", some ")
        + docs_span("slanted", "font-weight:400;font-style:italic")
        + docs_span(" H")
        + '<span style="font-size:0.6em;vertical-align:sub;">2</span>'
        + docs_span("O and ")
        + '<a href="https://www.google.com/url?q=https://harbour.example/log&amp;sa=D&amp;source=editors">'
        + docs_span("a link")
        + "</a></p><br />"
        + DOCS_P
        + docs_span("Next.")
        + '</p></b><br class="Apple-interchange-newline">',
        "<h2>A title</h2><p>Some <strong>bold</strong>, some <em>slanted</em> H<sub>2</sub>O and "
        '<a href="https://harbour.example/log">a link</a></p><p>Next.</p>',
    ),
    "Docs: a footnote": (
        DOCS_HEAD
        + DOCS_P
        + docs_span("A claim")
        + '<span style="vertical-align:super;"><a id="ftnt_ref1" href="#ftnt1">[1]</a></span></p>'
        + '<hr><div><p><a id="ftnt1" href="#ftnt_ref1">[1]</a>'
        + docs_span(" Its source.")
        + "</p></div></b>",
        '<p>A claim<sup class="footnote-ref" id="fnref-1"><a href="#fn-1">1</a></sup></p>'
        '<ol class="footnotes"><li id="fn-1">Its source. '
        '<a class="footnote-backref" href="#fnref-1">Back</a></li></ol>',
    ),
    "Docs: a list in a list": (
        DOCS_HEAD
        + '<ul style="margin-top:0;">'
        + docs_item("Boats", 1)
        + '<ul style="margin-top:0;">'
        + docs_item("large", 2)
        + "</ul>"
        + docs_item("Nets", 1)
        + "</ul></b>",
        "<ul><li>Boats<ul><li>large</li></ul></li><li>Nets</li></ul>",
    ),
    "LibreOffice: a list and a footnote": (
        """<!DOCTYPE html><html><head><meta name="generator" content="LibreOffice 7.6 (Linux)"/><style
type="text/css">
p { line-height: 115% } a.sdfootnoteanc { font-size: 57% }</style></head><body lang="en-GB" dir="ltr">
<ol><li><p style="margin-bottom: 0cm; line-height: 100%">One</p></li><li><p>Two<a class="sdfootnoteanc"
name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></p></li></ol>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym"
href="#sdfootnote1anc">1</a> By hand.</p></div></body></html>""",
        '<ol><li>One</li><li>Two<sup class="footnote-ref" id="fnref-1"><a href="#fn-1">1</a></sup></li></ol>'
        '<ol class="footnotes"><li id="fn-1">By hand. '
        '<a class="footnote-backref" href="#fnref-1">Back</a></li></ol>',
    ),
    "A web page with everything that is no text": (
        f"""<meta charset='utf-8'><div class="article__body" data-track="1" style="color: rgb(20, 20,
20);"><script>
track()</script><p class="lead" style="font-family: Georgia;">The ferry&nbsp;&nbsp;
runs&nbsp;twice.</p><p>&nbsp;</p>
<img src="https://count.example/p.gif" width="1" height="1"><div>Loose words<br><br>and
others</div><h5>Small</h5>
<p><font color="red">Red</font> <a href="javascript:alert(1)">run</a> <a href="https://a.example/x"
onclick="go()" target="_blank" class="c">go</a></p><img src="{PIXEL}" alt="x"><aside
aria-hidden="true">Ad</aside>
<img src="https://a.example/boat.jpg" alt="A boat"><button>Share</button></div>""",
        "<p>The ferry runs twice.</p><p>Loose words</p><p>and others</p><h4>Small</h4>"
        '<p>Red run <a href="https://a.example/x">go</a></p>'
        '<p><a href="https://a.example/boat.jpg">A boat</a></p>',
    ),
    "Words to unfold": (
        "<details><summary>What is meant</summary>Any pier.</details>",
        "<p>What is meant</p><p>Any pier.</p>",
    ),
    "A mail whose lines are boxes": (
        '<div dir="ltr"><div>First line</div><div><br></div><div>Second <b>line</b></div></div>',
        "<p>First line</p><p>Second <strong>line</strong></p>",
    ),
    "A sheet": (
        """<google-sheets-html-origin><style type="text/css"><!--td {border: 1px solid
#cccccc;}--></style><table
xmlns="http://www.w3.org/1999/xhtml" cellspacing="0" dir="ltr" data-sheets-root="1"><colgroup><col
width="100"/>
</colgroup><tbody><tr style="height:21px;"><td style="text-align:right;"
data-sheets-value='{"1":3}'>31</td><td>a</td>
</tr></tbody></table>""",
        "<table><tbody><tr><td>31</td><td>a</td></tr></tbody></table>",
    ),
    "French spaces stay, others go": (
        "<p>Il dit\xa0:\xa0«\xa0Non\xa0», 40\xa0% des\xa0"
        '<span class="Apple-converted-space">\xa0</span>gens.</p>',
        "<p>Il dit&nbsp;: «&nbsp;Non&nbsp;», 40&nbsp;% des gens.</p>",
    ),
    "Right-to-left paragraphs": (
        '<p dir="ltr">x</p><p dir="rtl" style="text-align:right"><span lang="AR-SA">الميناء</span></p>',
        '<p>x</p><p dir="rtl">الميناء</p>',
    ),
    "Code of an editor": (
        "<pre class='hl'><code><span style='color:#a00'>if</span> a:\n    b()</code></pre>",
        "<pre><code>if a:\n    b()</code></pre>",
    ),
}

TYPED: dict[str, tuple[str, str]] = {
    "paragraphs and lines": ("One\nline\n\nTwo\r\n", "<p>One<br>line</p><p>Two</p>"),
    "Markdown": (
        "# Title\n\nSome **bold**, *soft* and `code`, [a link](https://a.example/).\n\n"
        "- one\n  - deeper\n- two\n\n"
        "> said\n\n---\n\n1. a\n2. b\n",
        "<h2>Title</h2><p>Some <strong>bold</strong>, <em>soft</em> and <code>code</code>, "
        '<a href="https://a.example/">a link</a>.</p>'
        "<ul><li>one<ul><li>deeper</li></ul></li><li>two</li></ul>"
        "<blockquote><p>said</p></blockquote><hr><ol><li>a</li><li>b</li></ol>",
    ),
    "code keeps its lines": (
        "```python\nif a < b:\n\n    c()\n```\n",
        "<pre><code>if a &lt; b:\n\n    c()</code></pre>",
    ),
    "a mail's broken lines are joined": (
        "This line was broken by a mail program at seventy signs,\nand so this is its end.",
        "<p>This line was broken by a mail program at seventy signs, and so this is its end.</p>",
    ),
    "signs that mean nothing": (
        "2 * 3 * 4 < 30, snake_case_name",
        "<p>2 * 3 * 4 &lt; 30, snake_case_name</p>",
    ),
}


def paste(desk, text):
    """Plain text, as a browser hands it to the editor."""
    desk.evaluate(
        """(text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          document.querySelector(".ProseMirror[contenteditable=true]").dispatchEvent(
            new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        text,
    )
