"""Colours as numbers: how well one can be told from another (WCAG 2.2, 1.4.3 and 1.4.11)."""

import colorsys
import re

HEX = re.compile(r"#[0-9a-f]{6}")
TEXT, SHAPES = 4.5, 3.0  # the least contrast of small text, and of edges and large letters
STEPS = 200


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, from 0 (black) to 1 (white), as WCAG defines it."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white), whichever is the lighter."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def worst_contrast(colour: str, grounds: tuple[str, ...]) -> float:
    """With the ground from which it can be told least."""
    return min(contrast(colour, ground) for ground in grounds)


def nearest_readable(colour: str, grounds: tuple[str, ...], least: float = TEXT) -> str:
    """The colour of the same hue, as near in lightness as may be, that reaches `least` on every ground."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*parts(colour))
    steps = sorted((step / STEPS for step in range(STEPS + 1)), key=lambda step: abs(step - lightness))
    for step in steps:
        tried = written(colorsys.hls_to_rgb(hue, step, saturation))
        if worst_contrast(tried, grounds) >= least:
            return tried
    return "#000000"  # no ground of ours refuses both ends of the scale


def parts(colour: str) -> tuple[float, float, float]:
    """Red, green and blue from 0 to 1."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def written(rgb: tuple[float, float, float]) -> str:
    """As `#rrggbb`."""
    return "#" + "".join(f"{round(part * 255):02x}" for part in rgb)


def normal(colour: str) -> str:
    """`#A82` and `a8201a` as `#aa8822` and `#a8201a`; unchanged if it is no colour."""
    digits = colour.strip().lower().removeprefix("#")
    if re.fullmatch(r"[0-9a-f]{3}", digits):
        digits = "".join(digit * 2 for digit in digits)
    return f"#{digits}" if HEX.fullmatch(f"#{digits}") else colour
