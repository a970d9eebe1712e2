"""Pictures and galleries in WordPress texts."""

import pytest

from tests.wordpress.library import html, notes


@pytest.mark.parametrize(
    "form",
    [
        '[caption id="attachment_5" width="300"]{} A <em>fine</em> quay[/caption]',
        '<!-- wp:image {{"id":5}} --><figure class="wp-block-image">{}'
        "<figcaption>A <em>fine</em> quay</figcaption></figure><!-- /wp:image -->",
    ],
)
@pytest.mark.parametrize(
    "picture",
    [
        '<img src="https://old.example.org/wp-content/uploads/p5-300x200.jpg" class="wp-image-5" alt="">',
        '<img src="https://i0.wp.com/old.example.org/wp-content/uploads/p5.jpg?w=300">',
        '<a href="https://old.example.org/wp-content/uploads/p5.jpg">'
        '<img src="https://old.example.org/wp-content/uploads/p5-1024x1.jpg"></a>',
    ],
)
def test_captioned_picture_is_a_figure_of_the_original(form, picture):
    assert html(form.format(picture)) == (
        '<figure><img src="https://old.example.org/wp-content/uploads/p5.jpg" alt="alt 5">'
        "<figcaption>A <em>fine</em> quay</figcaption></figure>"
    )


def test_link_around_a_picture_that_leads_elsewhere_stays():
    made = html(
        '[caption]<a href="https://x.example/"><img src="https://x.example/a.jpg"></a> Words[/caption]'
    )
    assert '<figure><a href="https://x.example/"><img' in made


def test_picture_in_a_sentence_keeps_the_words_around_it():
    made = html('<p>Before <img src="https://x.example/a.jpg" width="300"> after</p>')
    assert (
        made
        == '<p>Before</p><figure><img src="https://x.example/a.jpg" width="300" alt=""></figure><p>after</p>'
    )


@pytest.mark.parametrize(
    ("source", "pictures"),
    [
        ('[gallery ids="5,6"]', ["p5.jpg", "p6.jpg"]),
        ("[gallery]", ["p5.jpg"]),
        ('<!-- wp:gallery {"ids":[6]} /-->', ["p6.jpg"]),
        (
            '<!-- wp:gallery --><figure><ul><li><figure><img src="https://old.example.org/wp-content/uploads/p5.jpg">'
            "</figure></li></ul></figure><!-- /wp:gallery -->",
            ["p5.jpg"],
        ),
    ],
)
def test_gallery_is_a_row_of_figures(source, pictures):
    made = html(source)
    assert made.count("<figure>") == len(pictures)
    assert all(f"/{name}" in made for name in pictures)


def test_gallery_picture_that_is_not_in_the_export_is_listed():
    assert notes('[gallery ids="5,99"]') == ["left out: file 99 of [gallery] is not in the export"]


def test_icon_of_the_library_stays_in_its_sentence():
    source = "https://old.example.org/wp-content/uploads/p5.jpg"
    made = html(
        f'<ul><li>Make <em>Folders</em> <img src="{source}" width="22" height="19" /> for all.</li></ul>'
    )
    assert "figure" not in made
    assert made.startswith(f'<ul><li>Make <em>Folders</em> <img src="{source}"')
