"""The smaller sizes of a picture, and which of them are worth keeping. Pillow in and out, no ORM."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from PIL import Image, ImageOps

from blog.files.images import in_srgb, is_animated, opened, saved

WIDTHS = (320, 640, 960, 1280, 1920)
# AVIF at 50 shows what WebP shows at 80 in fewer bytes, and speed 8 costs it few. WebP is for browsers of
# 2020 to 2024, JPEG for older ones, which need no choice as fine.
RENDITIONS: dict[str, dict[str, object]] = {
    "jpeg": {"quality": 82, "optimize": True, "progressive": True},
    "webp": {"quality": 80, "method": 4},
    "avif": {"quality": 50, "speed": 8},
}
PACKET = 512
JPEG_WIDTHS = {640, 1280}
DRAWING: dict[str, object] = {"lossless": True, "method": 4}
FEW_COLOURS = 4096  # more than a drawing has, fewer than a photograph


@dataclass(frozen=True, slots=True)
class RenditionBytes:
    """One size in one format (`avif`, `webp`, `jpeg`), in pixels."""

    format: str
    width: int
    height: int
    content: bytes

    def name(self, original: str) -> str:
        """`harbour-640-1a2b3c4d.webp`: another content has another name, so caches may keep it for ever."""
        digest = hashlib.sha256(self.content).hexdigest()[:8]
        extension = "jpg" if self.format == "jpeg" else self.format
        return f"{PurePath(original).stem[:80]}-{self.width}-{digest}.{extension}"


def make_renditions(content: bytes) -> list[RenditionBytes]:
    """The smaller sizes of a checked picture in each format, and its own size (at most 1920 wide), as far as
    each is worth its bytes.

    None for an animation, which a single picture would not replace; no JPEG where something is transparent.
    Raises UnusablePicture if the bytes are no picture.
    """
    with opened(content) as image:
        if is_animated(image):
            return []
        own_format = str(image.format).lower()
        upright = in_srgb(ImageOps.exif_transpose(image))
        return worth_keeping(every_size(upright), len(content), own_format)


def every_size(upright: Image.Image) -> Iterator[RenditionBytes]:
    """Each width in each format."""
    is_drawing = upright.getcolors(FEW_COLOURS) is not None
    own = min(upright.width, WIDTHS[-1])
    for width in widths_for(upright.width):
        height = max(1, round(upright.height * width / upright.width))
        sized = upright.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
        for name, options in RENDITIONS.items():
            if name == "jpeg" and (sized.mode == "RGBA" or width not in JPEG_WIDTHS | {own}):
                continue
            ways = [options, DRAWING] if is_drawing and name == "webp" else [options]
            content = min((saved(sized, name.upper(), way) for way in ways), key=len)
            yield RenditionBytes(name, width, height, content)


def worth_keeping(
    made: Iterable[RenditionBytes], original_bytes: int, own_format: str
) -> list[RenditionBytes]:
    """Those that save bytes: nobody is sent a rendition that outweighs the original, or the same size in a
    format that more browsers know.

    A browser takes the first format that it knows and stays with it, so a format is kept whole or not at
    all. Only the one beside which the original stands (`own_format`, or JPEG) is kept size by size.
    """
    sizes, kept = list(made), []
    lightest: dict[int, int] = {}
    beside = plain_format(own_format)
    for name in sorted(RENDITIONS, key=lambda name: (name != beside, list(RENDITIONS).index(name))):
        ours = [each for each in sizes if each.format == name]
        light = [each for each in ours if is_light(each, original_bytes, lightest)]
        if name == beside or len(light) == len(ours):
            kept += light
            lightest |= {each.width: len(each.content) for each in light}
    return kept


def plain_format(own_format: str) -> str:
    """The format of the renditions beside which the original stands as one more size."""
    return own_format if own_format in RENDITIONS else "jpeg"


def is_light(each: RenditionBytes, original_bytes: int, lightest: dict[int, int]) -> bool:
    """Whether it saves bytes; between formats, what fits into a network packet makes no difference."""
    weight = len(each.content)
    return weight < original_bytes and weight < lightest.get(each.width, original_bytes) + PACKET


def widths_for(width: int) -> list[int]:
    """The widths worth making of a picture this wide: never enlarged, its own size among them."""
    return sorted({min(width, WIDTHS[-1])} | {each for each in WIDTHS if each < width})
