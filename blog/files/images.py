"""Pictures as bytes: what may be uploaded, and cleaned. Pillow in and out, no ORM."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import IO

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from blog.files.filenames import safe_stem

MOST_PIXELS = 89_478_485  # Pillow's own limit for one picture
MOST_PIXELS_ANIMATED = 150_000_000  # all frames together: writing them anew takes seconds
MOST_FRAMES = 2000
FRAME_OF_GIF = b"\x21\xf9\x04"  # the extension before each frame
ORIENTATION = 0x0112  # the EXIF tag
MOST_BYTES = 40 * 1024 * 1024
# What browsers show; content decides, not the name.
FORMATS = {
    "JPEG": ("image/jpeg", ".jpg"),
    "PNG": ("image/png", ".png"),
    "GIF": ("image/gif", ".gif"),
    "WEBP": ("image/webp", ".webp"),
    "AVIF": ("image/avif", ".avif"),
}
PICTURE_STARTS = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"8BPS")
PICTURE_NAMES = tuple(".jpg .jpeg .png .gif .webp .avif .heic .heif .svg .svgz .bmp .tif .tiff".split())
PICTURE_BRANDS = {b"avif", b"avis", b"heic", b"heix", b"hevc", b"mif1", b"msf1"}
SAVING: dict[str, dict[str, object]] = {
    "JPEG": {"quality": 95, "subsampling": 0, "optimize": True},
    "WEBP": {"quality": 92},
    "AVIF": {"quality": 90, "speed": 8},
}


class UnusablePicture(ValueError):
    """The file is no picture that we can show; its message says why, for whoever chose it."""


class CleanPicture(ContentFile[bytes]):
    """A picture that was checked: upright, without metadata, named after its content. Sizes in pixels."""

    def __init__(self, content: bytes, name: str, width: int, height: int, mime_type: str) -> None:
        super().__init__(content, name=name)
        self.width, self.height, self.mime_type = width, height, mime_type


def clean_picture(file: IO[bytes], name: str) -> CleanPicture:
    """The picture turned upright and without metadata, its size read.

    Raises UnusablePicture with one sentence for the person who chose it: not a picture (whatever its name
    says), SVG, HEIC, cut off, too many bytes or pixels. `name` gives the stem; the content the extension.
    """
    content = read_whole(file)
    with opened(content) as image:
        image_format = "JPEG" if image.format == "MPO" else str(image.format)
        mime_type, extension = FORMATS[image_format]
        cleaned = rewritten(image, image_format)
    with opened(cleaned) as image:
        width, height = image.size
    return CleanPicture(cleaned, safe_stem(name, "picture") + extension, width, height, mime_type)


def looks_like_picture(start: bytes, name: str) -> bool:
    """Whether a file that begins so, or calls itself so, is to be judged as a picture: perhaps refused."""
    return (
        name.lower().endswith(PICTURE_NAMES)
        or start.startswith(PICTURE_STARTS)
        or (start.startswith(b"RIFF") and start[8:12] == b"WEBP")
        or (start[4:8] == b"ftyp" and start[8:12] in PICTURE_BRANDS)
        or b"<svg" in start.lower()
    )


def read_whole(file: IO[bytes]) -> bytes:
    """All bytes, from the start; UnusablePicture if there are none or too many."""
    file.seek(0)
    content = file.read(MOST_BYTES + 1)
    if not content:
        raise UnusablePicture(_("This file is empty."))
    if len(content) > MOST_BYTES:
        raise UnusablePicture(_("This picture is larger than 40 MB. Please save it smaller."))
    return content


@contextmanager
def opened(content: bytes) -> Iterator[Image.Image]:
    """The decoded picture; every way in which Pillow refuses becomes one sentence."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # refuse_too_large says it
            image = Image.open(BytesIO(content), formats=list(FORMATS))
        with image:
            if content.count(FRAME_OF_GIF) > MOST_FRAMES and image.format == "GIF":
                raise UnusablePicture(too_long())  # counting frames exactly would read every one
            refuse_too_large(image)
            image.load()
            yield image
    except UnidentifiedImageError:
        raise UnusablePicture(what_it_is(content)) from None
    except Image.DecompressionBombError:
        raise UnusablePicture(too_large()) from None
    except UnusablePicture:
        raise
    except Exception:  # decoders of broken bytes raise anything
        raise UnusablePicture(damaged()) from None


def refuse_too_large(image: Image.Image) -> None:
    """UnusablePicture if its pixels would fill the memory: asked of the header, before decoding."""
    pixels = image.width * image.height
    if pixels > MOST_PIXELS:
        raise UnusablePicture(too_large())
    frames = getattr(image, "n_frames", 1)
    if frames > MOST_FRAMES or (frames > 1 and pixels * frames > MOST_PIXELS_ANIMATED):
        raise UnusablePicture(too_long())


def damaged() -> str:
    """The sentence for a picture that ends too early or makes no sense."""
    return _("This picture is damaged or was cut off on its way. Please send it again.")


def too_long() -> str:
    """The sentence for an animation of too many frames."""
    return _("This animation is too long or too large. Please save it shorter, or as a film (MP4, WebM).")


def too_large() -> str:
    """The sentence for a picture of too many pixels."""
    return _("This picture has more than 89 million pixels. Please save it smaller.")


def what_it_is(content: bytes) -> str:
    """The sentence for a file that is none of our formats, as exact as its first bytes allow."""
    start = content[:1024].lower()
    if b"<svg" in start:
        return _("SVG drawings are not taken, because they can carry programs. Please save it as PNG.")
    if start[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"}:
        return _("Browsers do not show HEIC pictures. Please save it as JPEG.")
    if start.startswith((b"ii*\0", b"mm\0*")):
        return _("Browsers do not show TIFF pictures. Please save it as JPEG.")
    return _("This file is not a picture that browsers show: JPEG, PNG, GIF, WebP or AVIF.")


def is_animated(image: Image.Image) -> bool:
    """Whether it moves; a phone's JPEG with a second picture inside (MPO) does not."""
    return getattr(image, "n_frames", 1) > 1 and image.format != "MPO"


def rewritten(image: Image.Image, image_format: str) -> bytes:
    """The same picture written anew: upright, its colour profile kept, nothing else that was in the file."""
    if is_animated(image):
        return saved(image, image_format, {"save_all": True, "comment": b"", "xmp": b"", "exif": b""})
    profile = image.info.get("icc_profile")
    turned, options = ImageOps.exif_transpose(image), dict(SAVING.get(image_format, {}))
    if image.format == "JPEG" and image.getexif().get(ORIENTATION, 1) == 1 and image.mode in {"RGB", "L"}:
        turned, options = image, {"quality": "keep"}
    elif image_format == "JPEG" and turned.mode not in {"RGB", "L"}:
        turned, profile = in_srgb(turned), None
    turned.info = {name: value for name, value in turned.info.items() if name == "transparency"}
    return saved(turned, image_format, options | ({"icc_profile": profile} if profile else {}))


def in_srgb(image: Image.Image) -> Image.Image:
    """The picture as RGB or RGBA in the web's own colours, without its profile."""
    if image.mode.startswith(("I", "F")):
        image = image.convert("I").convert("F").point(lambda value: value * (1 / 256)).convert("L")
    has_alpha = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    profile = image.info.get("icc_profile")
    if profile and image.mode in {"RGB", "RGBA", "CMYK", "L"}:
        image = without_profile(image, profile)
    return image.convert("RGBA" if has_alpha else "RGB")


def without_profile(image: Image.Image, profile: bytes) -> Image.Image:
    """The colours converted to sRGB; unchanged if the profile makes no sense."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        return (
            ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode) or image
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def saved(image: Image.Image, image_format: str, options: dict[str, object]) -> bytes:
    """The picture's bytes in a format."""
    buffer = BytesIO()
    image.save(buffer, image_format, **options)
    return buffer.getvalue()
