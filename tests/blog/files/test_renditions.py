"""The smaller sizes of a picture, and that none of them wastes bytes."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from blog.files.images import clean_picture
from blog.files.renditions import PACKET, RenditionBytes, make_renditions, widths_for, worth_keeping
from tests.factories import photograph_bytes
from tests.pictures import reopened, written


def drawing(width=900, height=600):
    """Line art: few colours, which PNG keeps in next to nothing."""
    picture = Image.new("P", (width, height), 255)
    pen = ImageDraw.Draw(picture)
    for place in range(0, width, 30):
        pen.line([(place, 0), (width - place, height)], fill=place % 7, width=2)
    buffer = BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def rendition(name, width, weight):
    return RenditionBytes(name, width, 1, b"x" * weight)


def test_photograph_has_each_width_in_each_format():
    made = make_renditions(photograph_bytes(700, 350))
    assert [(each.width, each.height) for each in made if each.format == "webp"] == [
        (320, 160),
        (640, 320),
        (700, 350),
    ]
    assert {each.format for each in made} == {"avif", "webp", "jpeg"}
    assert all(reopened(each.content).size == (each.width, each.height) for each in made)


@pytest.mark.parametrize("content", [photograph_bytes(700, 350), drawing(), written("PNG", (700, 500))])
def test_no_rendition_outweighs_the_original_or_a_better_known_format(content):
    weights = {(each.format, each.width): len(each.content) for each in make_renditions(content)}
    assert all(weight < len(content) for weight in weights.values())
    for lighter, heavier in [("avif", "webp"), ("avif", "jpeg"), ("webp", "jpeg")]:
        for (name, width), weight in weights.items():
            assert name != lighter or weight < weights.get((heavier, width), len(content)) + PACKET


def test_format_that_fails_at_one_width_is_left_out_whole():
    made = [rendition("webp", 320, 10), rendition("webp", 640, 90), rendition("avif", 320, 5)]
    kept = worth_keeping([*made, rendition("avif", 640, 200)], 80, "png")
    assert kept == []


def test_format_of_the_original_is_kept_size_by_size():
    made = [rendition("webp", 320, 10), rendition("webp", 640, 90)]
    assert worth_keeping(made, 80, "webp") == made[:1]


def test_transparent_picture_has_no_jpeg():
    glass = reopened(photograph_bytes(400, 300)).convert("RGBA")
    glass.putalpha(100)
    buffer = BytesIO()
    glass.save(buffer, "PNG")
    assert {each.format for each in make_renditions(buffer.getvalue())} == {"avif", "webp"}


@pytest.mark.parametrize(
    ("mode", "kind"), [("CMYK", "JPEG"), ("L", "PNG"), ("P", "PNG"), ("1", "PNG"), ("I;16", "PNG")]
)
def test_renditions_of_any_colour_mode_are_rgb(mode, kind):
    content = clean_picture(BytesIO(written(kind, (30, 20), mode, 0)), "x").read()
    assert all(reopened(each.content).mode == "RGB" for each in make_renditions(content))


def test_renditions_carry_no_metadata():
    exif = Image.Exif()
    exif[0x010F] = "Camera of a source"
    buffer = BytesIO()
    reopened(photograph_bytes(400, 300)).save(buffer, "JPEG", quality=95, exif=exif)
    made = make_renditions(buffer.getvalue())
    assert made
    assert not [each for each in made if b"source" in each.content]


def test_rendition_name_follows_its_content():
    first, second = rendition("webp", 20, 5), rendition("webp", 20, 6)
    assert first.name("images/2026/11/harbour.png").startswith("harbour-20-")
    assert first.name("a.png") != second.name("a.png")


@pytest.mark.parametrize(
    ("width", "widths"),
    [(100, [100]), (320, [320]), (1000, [320, 640, 960, 1000]), (5000, [320, 640, 960, 1280, 1920])],
)
def test_widths_never_enlarge(width, widths):
    assert widths_for(width) == widths
