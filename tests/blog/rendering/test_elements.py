"""What of a source is kept, and in what form."""

import re

import pytest

from blog.rendering import render_body


def test_kept_elements_survive_as_they_were():
    source = (
        '<p lang="fr" dir="ltr">a <em>b</em> <strong>c</strong> <s>d</s> H<sub>2</sub>O <mark>e</mark>'
        ' <abbr title="x">f</abbr> <q cite="https://a.example/">g</q> <kbd>h</kbd>'
        ' <time datetime="2020">i</time></p>'
        '<ol start="3"><li>j</li></ol><blockquote><p>k</p></blockquote>'
        '<pre><code class="language-py">l</code></pre>'
        '<table><caption>m</caption><thead><tr><th scope="col">n</th></tr></thead>'
        '<tbody><tr><td colspan="2">o</td></tr></tbody></table>'
        "<hr><dl><dt>p</dt><dd>q</dd></dl><details><summary>r</summary><p>s</p></details>"
    )
    assert render_body(source) == source


def test_old_names_keep_what_they_explain():
    source = '<p><acronym title="HyperText Markup Language">HTML</acronym>, <tt>x</tt> <strike>y</strike></p>'
    explained = '<abbr title="HyperText Markup Language">HTML</abbr>'
    assert render_body(source) == f"<p>{explained}, <code>x</code> <s>y</s></p>"


def test_style_scripts_and_unknown_classes_go():
    source = '<p style="color:red" onclick="x()" class="alignleft evil">a<script>x()</script></p>'
    assert render_body(source) == '<p class="alignleft">a</p>'


def test_headings_have_unique_ids_in_any_script():
    html = render_body("<h1>Über uns</h1><h2>Über uns</h2><h3>結論</h3><h2>Replies</h2><h2>!</h2><h2> </h2>")
    assert html == (
        '<h2 id="über-uns">Über uns</h2><h2 id="über-uns-2">Über uns</h2><h3 id="結論">結論</h3>'
        '<h2 id="replies-2">Replies</h2><h2 id="section">!</h2>'
    )


def test_footnotes_keep_their_ids_and_others_lose_them():
    source = (
        '<p>a<sup><a href="#fn1" id="ref1">1</a></sup></p><ol><li id="fn1">b <a href="#ref1">↩</a></li></ol>'
    )
    assert render_body(source) == source
    assert render_body('<p id="main">a</p><p id="x">b</p>') == "<p>a</p><p>b</p>"


def test_empty_shells_are_dropped():
    assert (
        render_body("<p>&nbsp;</p><figure><img></figure><p><br></p><p><em> </em></p><h2></h2><p>a</p>")
        == "<p>a</p>"
    )


def test_loose_text_and_wrappers_become_paragraphs():
    html = render_body('a<div>b <i>c</i></div><div dir="rtl"><p>d</p>e</div>')
    assert html == '<p>a</p><p>b <i>c</i></p><p dir="rtl">d</p><p dir="rtl">e</p>'


def test_links_to_other_sites_get_noopener_and_lose_target():
    html = render_body('<p>x <a href="https://a.example/" target="_blank" rel="nofollow opener">a</a></p>')
    assert html == '<p>x <a href="https://a.example/" rel="nofollow noopener">a</a></p>'


def test_links_inside_the_site_stay_plain():
    assert render_body('<p>x <a href="/about/">a</a></p>') == '<p>x <a href="/about/">a</a></p>'


@pytest.mark.parametrize(
    ("levels", "settled"), [("3 3", "2 2"), ("4 2 3", "2 2 3"), ("2 5 3 6", "2 3 3 4"), ("2 3 4", "2 3 4")]
)
def test_no_level_of_headings_is_passed_over(levels, settled):
    html = render_body("".join(f"<h{level}>A</h{level}>" for level in levels.split()))
    assert re.findall(r"<h(\d)", html) == settled.split()


def test_line_break_between_items_of_a_list_goes():
    assert render_body("<ul><br><li>a</li><br><li>b</li></ul>") == "<ul><li>a</li><li>b</li></ul>"


def test_source_of_a_quotation_that_is_no_address_goes():
    assert "cite" not in render_body('<p><ins cite="inserted it">a</ins></p>')


def test_code_keeps_the_spaces_of_its_phrases():
    source = "<pre>a<sub>1</sub>  b\n[ <sub>      </sub> ]<em>\n</em>c</pre>"
    assert render_body(source) == "<pre>a<sub>1</sub>  b\n[        ]\nc</pre>"
