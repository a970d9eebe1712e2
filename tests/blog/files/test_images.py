"""What may be uploaded as a picture, and the sizes made of it."""

import contextlib
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from blog.files.images import UnusablePicture, clean_picture
from blog.files.renditions import make_renditions
from tests.pictures import reopened, written


def cleaned(content, name="harbour.jpg"):
    return clean_picture(BytesIO(content), name)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_picture_is_measured_and_named_after_its_content(kind):
    picture = cleaned(written(kind), "../../etc/the harbour.exe")
    assert (picture.width, picture.height) == (64, 48)
    assert picture.mime_type == f"image/{kind.lower()}"
    assert picture.name == f"the_harbour.{ {'JPEG': 'jpg'}.get(kind, kind.lower()) }"


def test_picture_is_turned_upright_and_loses_its_metadata():
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x8825] = 6, "Camera of a source", {1: "N", 2: (52.0, 30.0, 0.0)}
    picture = cleaned(written(exif=exif, comment=b"a source's name"))
    content = picture.read()
    assert (picture.width, picture.height) == (48, 64)
    assert not reopened(content).getexif()
    assert b"source" not in content


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_upright_picture_loses_its_metadata_too(kind):
    exif = Image.Exif()
    exif[0x010F] = "Camera of a source"
    assert b"source" not in cleaned(written(kind, exif=exif)).read()


def test_bytes_after_the_picture_are_dropped():
    assert b"<script>" not in cleaned(written() + b"<script>alert(1)</script>").read()


def test_colour_profile_stays():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert reopened(cleaned(written(icc_profile=profile)).read()).info["icc_profile"] == profile


def test_transparency_stays():
    content = cleaned(written("PNG", mode="RGBA", colour=(1, 2, 3, 0))).read()
    assert reopened(content).getpixel((0, 0))[3] == 0


def test_animation_stays_an_animation_and_has_no_renditions():
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "green", "blue")]
    buffer = BytesIO()
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:], comment=b"secret")
    content = cleaned(buffer.getvalue()).read()
    assert reopened(content).n_frames == 3
    assert b"secret" not in content
    assert list(make_renditions(content)) == []


def too_many_pixels():
    """A valid header of a picture of 30,000 by 30,000 pixels in a few bytes."""
    content = bytearray(written("PNG", (1, 1), "L", 0))
    content[16:24] = (30_000).to_bytes(4, "big") * 2
    content[29:33] = zlib.crc32(bytes(content[12:29])).to_bytes(4, "big")
    return bytes(content)


def animation(size, frames):
    """A GIF that repeats one frame's bytes: small, whatever it unpacks to."""
    whole = written("GIF", size, "L", 0)
    start = whole.index(b"\x2c")
    return whole[:start] + (b"\x21\xf9\x04\0\0\0\0\0" + whole[start:-1]) * frames + b";"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (animation((1, 1), 200_000), "too long or too large"),
        (animation((4000, 4000), 20), "too long or too large"),
        (b"", "empty"),
        (b"<html><script>alert(1)</script></html>", "not a picture"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "HEIC"),
        (written("TIFF"), "TIFF"),
        (written("BMP"), "not a picture"),
        (written(size=(640, 480))[:900], "damaged"),
        (written("PNG", (640, 480))[:120], "damaged"),
        (too_many_pixels(), "89 million"),
    ],
)
def test_unusable_file_is_refused_with_a_sentence(content, words):
    with pytest.raises(UnusablePicture, match=words):
        cleaned(content, "picture.jpg")


def test_picture_of_too_many_bytes_is_refused(monkeypatch):
    monkeypatch.setattr("blog.files.images.MOST_BYTES", 100)
    with pytest.raises(UnusablePicture, match="40 MB"):
        cleaned(written())


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["JPEG", "PNG", "GIF", "WEBP", "AVIF"]),
    st.integers(0, 400),
    st.binary(min_size=1, max_size=8),
)
def test_broken_bytes_are_refused_or_read_but_never_crash(kind, position, noise):
    content = written(kind)
    content = content[:position] + noise + content[position + len(noise) :]
    with contextlib.suppress(UnusablePicture):
        assert cleaned(content).width > 0
