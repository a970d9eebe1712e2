"""Texts of which a real WordPress showed something that was lost here, or that stood elsewhere."""

import pytest

from blog import rendering
from blog.admin.editor import blockmarks
from tests.wordpress.library import html, notes

FORMULA = (
    "<math><mi>y</mi><mo>=</mo><mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mn>2</mn></mfrac>"
    "<msup><mi>x</mi><mn>2</mn></msup></math>"
)
TEX = (
    '<math><semantics><mi>x</mi><annotation encoding="application/x-tex">x^2 &lt; 3</annotation></semantics>'
    "</math>"
)
PICTURE = '<img src="https://x.example/a.jpg" alt="">'
LINK = '<a href="https://x.example/2">'


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        (f"So {FORMULA} holds", "<p>So y=(a+1)/2x<sup>2</sup> holds</p>"),
        (f"<p>So {TEX}</p>", "<p>So <code>x^2 &lt; 3</code></p>"),
        ("A sentence <!--more--> goes on.", "<p>A sentence  goes on.</p>"),
        ("It ends.<!--more Read on-->Another.", "<p>It ends.</p>\n<p>Another.</p>"),
        ("<p>a<button>b</button><button>c</button></p>", "<p>a b c</p>"),
        (f"{LINK}{PICTURE} words</a>", f"<figure>{LINK}{PICTURE}</a></figure><p>{LINK} words</a></p>"),
        (
            f"<!-- wp:html --><div>{LINK}<h3>Head</h3><p>words</p></a></div><!-- /wp:html -->",
            f"<h3>{LINK}Head</a></h3><p>{LINK}words</a></p>",
        ),
        (
            '<!-- wp:paragraph --><p>a <img src="https://x.example/a.jpg" style="width: 20px;" alt=""> b</p>'
            "<!-- /wp:paragraph -->",
            f"<p>a {PICTURE} b</p>",
        ),
        (
            '[vc_video link="https://vimeo.com/1"]',
            '<p><a href="https://vimeo.com/1">https://vimeo.com/1</a></p>',
        ),
    ],
)
def test_nothing_is_lost_that_wordpress_shows(source, wanted):
    assert html(source) == wanted


def test_formula_is_listed():
    assert notes(FORMULA) == ["changed: a formula (MathML), which stands in the line as words"]


@pytest.mark.parametrize(
    ("attributes", "link"),
    [
        ('{"url":"a@x.example","service":"mail"}', '<a href="mailto:a@x.example">Mail</a>'),
        ('{"url":"github.com/a","service":"github"}', '<a href="https://github.com/a">GitHub</a>'),
        ('{"url":"https://x.example/a","service":"x","label":"Us"}', '<a href="https://x.example/a">Us</a>'),
    ],
)
def test_social_link_leads_where_wordpress_leads(attributes, link):
    assert link in html(f"<ul><!-- wp:social-link {attributes} /--></ul>")


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ('ids="6,5"', 6),
        ('include="6,5"', 5),
        ('ids="5,6" orderby="ID" order="DESC"', 6),
        ('ids="6,5" orderby="title"', 6),  # both have none: as they are named
    ],
)
def test_gallery_stands_in_the_order_that_it_says(said, first):
    made = html(f"[gallery {said}]")
    assert (made.index("p5.jpg") < made.index("p6.jpg")) == (first == 5)


@pytest.mark.parametrize("source", ['[gallery ids="98,99"]', '[playlist type="video"]', "[video]"])
def test_shortcode_whose_files_never_came_shows_nothing_and_is_kept(source):
    made = html(f"Before\n\n{source}\n\nafter")
    assert rendering.plain_text(rendering.render_body(made)).split() == ["Before", "after"]
    assert blockmarks.unshielded(blockmarks.shielded(made)) == made != blockmarks.shielded(made)
    assert f"kept: shortcode {source}" in notes(source)
