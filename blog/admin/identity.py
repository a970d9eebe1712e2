"""The publication's face as editors set it: logo, spot colours and what is to be said of them."""

from io import BytesIO
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image as Picture

from blog import colours, identity
from blog.models import Image, Publication

SIDE = 48  # pixels of the sample in which a logo's colours are looked at
OPAQUE = 128


class SpotField(forms.CharField):
    """`#rrggbb` that can be told from one kind of paper; empty for the house's own colour."""

    def __init__(self, grounds: tuple[str, ...], house: str, **options: Any) -> None:
        self.grounds, self.house = grounds, house
        options["help_text"] = _("As #rrggbb. Empty: the colour of the house, %(house)s.") % {"house": house}
        super().__init__(required=False, max_length=20, **options)
        self.widget.attrs |= {
            "class": "spot-colour",
            "data-house": house,
            "spellcheck": "false",
            "dir": "ltr",
        }

    def clean(self, value: Any) -> str:
        """The colour in lower case. Raises ValidationError for what is no colour, or far too faint."""
        colour = colours.normal(super().clean(value))
        if not colour:
            return ""
        if not colours.HEX.fullmatch(colour):
            raise ValidationError(_("A colour is written as # with six digits, for example #a8201a."))
        verdict = identity.verdict(colour, self.grounds)
        if verdict.is_refused:
            raise ValidationError(verdict.words)
        return colour


def spot_fields() -> dict[str, SpotField]:
    """The two fields of the form, by name."""
    return {
        "accent_light": SpotField(
            identity.LIGHT, identity.HOUSE_LIGHT, label=gettext_lazy("Spot colour on light paper")
        ),
        "accent_dark": SpotField(
            identity.DARK, identity.HOUSE_DARK, label=gettext_lazy("Spot colour on dark paper")
        ),
    }


def judged(light: str, dark: str) -> list[tuple[str, str, identity.Verdict]]:
    """(field, which paper, verdict) of both colours as they would stand, of those that are colours."""
    wanted = [
        ("accent_light", _("On light paper"), colours.normal(light) or identity.HOUSE_LIGHT, identity.LIGHT),
        ("accent_dark", _("On dark paper"), colours.normal(dark) or identity.HOUSE_DARK, identity.DARK),
    ]
    return [
        (field, paper, identity.verdict(colour, grounds))
        for field, paper, colour, grounds in wanted
        if colours.HEX.fullmatch(colour)
    ]


def remarks(publication: Publication) -> list[str]:
    """What an editor should know of the logos, in sentences."""
    said = []
    for logo, paper, name in (
        (publication.logo, identity.LIGHT[0], _("light")),
        (publication.logo_dark or publication.logo, identity.DARK[0], _("dark")),
    ):
        colour = ink_of(logo) if logo and logo.file else ""
        if colour and colours.contrast(colour, paper) < colours.SHAPES:
            text = _("The logo can hardly be seen on %(paper)s paper: choose one for it that is %(other)s.")
            other = _("lighter") if paper == identity.DARK[0] else _("darker")
            said.append(text % {"paper": name, "other": other})
    if publication.logo_dark and not publication.logo:
        said.append(_("A logo for dark paper is shown only together with one for light paper."))
    return said


def ink_of(logo: Image) -> str:
    """The mean colour of what is not see-through; empty if the logo brings its own ground."""
    try:
        with logo.file.open() as stored, Picture.open(BytesIO(stored.read())) as picture:
            picture.thumbnail((SIDE, SIDE))
            parts = picture.convert("RGBA").tobytes()
    except (OSError, ValueError):
        return ""
    pixels = [parts[start : start + 4] for start in range(0, len(parts), 4)]
    inked = [pixel[:3] for pixel in pixels if pixel[3] >= OPAQUE]
    if not inked or len(inked) == len(pixels):
        return ""
    mean = [sum(pixel[part] for pixel in inked) / len(inked) / 255 for part in range(3)]
    return colours.written((mean[0], mean[1], mean[2]))
