"""The publication's own face: its spot colour on light and dark paper, and its logo."""

from dataclasses import dataclass, replace

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from blog import colours
from blog.models import Image, Publication

# As in static/css/tokens.css, where a test holds them to be the same: (paper, sheet) and the house's spot.
LIGHT, DARK = ("#fbf9f4", "#f2eee4"), ("#14130f", "#1e1c17")
HOUSE_LIGHT, HOUSE_DARK = "#a8201a", "#ff8a75"
LOGO_WIDTH = 640  # of the rendition, in pixels; the widest it is shown is half of that
SHEET = """@layer tokens {{
  :root {{ --spot: light-dark({light}, {dark}); --own-spot: light-dark({light}, {dark}); }}
}}
"""


@dataclass(frozen=True)
class Verdict:
    """What is to be said of a spot colour. `suggestion` is the nearest colour that every text can have."""

    colour: str
    ratio: float
    words: str
    suggestion: str = ""

    @property
    def is_refused(self) -> bool:
        return self.ratio < colours.SHAPES

    @property
    def level(self) -> str:
        """`good`, `weak` or `refused`."""
        if self.is_refused:
            return "refused"
        return "weak" if self.suggestion else "good"


def verdict(colour: str, grounds: tuple[str, ...]) -> Verdict:
    """Of `#rrggbb` as small text and as a button on our paper; both have the same contrast."""
    ratio = colours.worst_contrast(colour, grounds)
    number = f"{int(ratio * 10) / 10:.1f}"  # cut, not rounded: 4.49 is not 4.5
    if ratio >= colours.TEXT:
        words = _("Reads well: contrast %(ratio)s to 1, as small text and on buttons (at least 4.5 to 1).")
        return Verdict(colour, ratio, words % {"ratio": number})
    nearest = colours.nearest_readable(colour, grounds)
    words = (
        _("Hard to read as small text: contrast %(ratio)s to 1, and 4.5 to 1 is wanted. Nearest: %(nearest)s")
        if ratio >= colours.SHAPES
        else _(
            "Too faint: contrast %(ratio)s to 1, and less than 3 to 1 cannot be seen by many readers. "
            "Nearest that reads well: %(nearest)s"
        )
    )
    return Verdict(colour, ratio, words % {"ratio": number, "nearest": nearest}, nearest)


def accent_address(publication: Publication) -> str:
    """Where the style sheet of the spot colour lies; empty while the house's own colour stands.

    The address holds both colours, so what lies there never changes and may be kept for ever."""
    light, dark = publication.accent_light, publication.accent_dark
    if not (light or dark):
        return ""
    light, dark = light or HOUSE_LIGHT, dark or HOUSE_DARK
    return reverse("blog:identity", args=[f"{light}{dark}".replace("#", "").lower()])


def accent_sheet(digits: str) -> str:
    """The style sheet of twelve hexadecimal digits: the colour on light, then on dark paper."""
    return SHEET.format(light=f"#{digits[:6]}", dark=f"#{digits[6:]}")


@dataclass(frozen=True)
class Logo:
    """Addresses of the logo on light and, if it is another, on dark paper, and the size of the first."""

    src: str
    dark: str = ""
    width: int | None = None
    height: int | None = None

    def on(self, paper: str) -> "Logo":
        """The one for that paper alone, whatever the browser likes."""
        return replace(self, src=(paper == "dark" and self.dark) or self.src, dark="")


def logo_of(publication: Publication) -> Logo | None:
    """What stands in the nameplate instead of the name, in one query more if there is a logo."""
    light, dark = publication.logo, publication.logo_dark
    if not (light and light.file):
        return None
    prefetch_related_objects([image for image in (light, dark) if image and image.file], "renditions")
    return Logo(small(light), small(dark) if dark and dark.file else "", light.width, light.height)


def small(image: Image) -> str:
    """The address of a rendition that is wide enough, or of the file itself."""
    made = [row for row in image.renditions.all() if row.format == "webp" and row.width >= LOGO_WIDTH]
    return str(min(made, key=lambda row: row.width).file.url if made else image.file.url)
