"""Pictures: ours are shown, others are linked."""

import pytest

from blog.rendering import Picture, render_body


def test_picture_of_this_site_is_shown_in_a_figure():
    html = render_body('<p><img src="/media/a.jpg" width="9" onerror="x()" style="x"></p>')
    assert html == (
        '<figure><img src="/media/a.jpg" alt="" width="9" loading="lazy" decoding="async"></figure>'
    )


@pytest.mark.parametrize(
    "src", ["https://a.example/x.jpg", "//a.example/x.jpg", "/\\a.example/x.jpg", "/\t/a.example/x"]
)
def test_picture_elsewhere_becomes_its_caption_and_a_link(src):
    html = render_body(f'<figure><img src="{src}" alt="A ship"><figcaption>Cap</figcaption></figure>')
    assert html.startswith('<figure class="picture-absent"><a href="')
    assert html.endswith(">A ship</a><figcaption>Cap</figcaption></figure>")


@pytest.mark.parametrize(
    ("led", "said"),
    [
        ("https://x.example/buy", ' (<a href="https://x.example/buy" rel="noopener">x.example</a>)'),
        ("/2016/08/29/other/", ' (<a href="/2016/08/29/other/">what it leads to</a>)'),
        ("https://a.example/x.jpg", ""),
        ("https://a.example/x-large.JPG?w=9", ""),
        ("/?attachment_id=5", ""),
    ],
)
@pytest.mark.parametrize("frame", ["figure", "p"])
def test_absent_picture_leads_to_its_file_and_says_besides_where_it_led(led, said, frame):
    html = render_body(
        f'<{frame}><a href="{led}"><img src="https://a.example/x.jpg" alt="A ship"></a></{frame}>'
    )
    picture = '<a href="https://a.example/x.jpg" rel="noopener">A ship</a>'
    assert html == f'<figure class="picture-absent">{picture}{said}</figure>'


def test_picture_we_hold_replaces_the_foreign_address():
    held = {
        "https://a.example/x.jpg": Picture(
            "/media/x.jpg", "A ship", 800, 600, "/media/x-320.webp 320w", "100vw"
        )
    }
    html = render_body('<p><img src="https://a.example/x-300x200.jpg"></p>', pictures=held)
    assert 'src="/media/x.jpg" alt="A ship" width="800" height="600"' in html
    assert 'srcset="/media/x-320.webp 320w"' in html


def test_srcset_is_kept_only_if_all_of_it_is_ours():
    ours, foreign = (
        "/media/a.webp 320w, /media/b.webp 640w",
        "/media/a.webp 320w, https://a.example/b.webp 640w",
    )
    assert f'srcset="{ours}"' in render_body(f'<p><img src="/media/a.jpg" srcset="{ours}"></p>')
    assert "srcset" not in render_body(f'<p><img src="/media/a.jpg" srcset="{foreign}"></p>')


def test_captioned_picture_of_wordpress_becomes_a_figure():
    source = (
        '<div class="wp-caption alignright"><img src="/a.jpg" alt="b"><p class="wp-caption-text">c</p></div>'
    )
    html = render_body(source)
    assert html.startswith('<figure class="alignright"><img src="/a.jpg"')
    assert html.endswith("<figcaption>c</figcaption></figure>")
