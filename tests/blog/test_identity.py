"""The publication's face on public pages: spot colour, logo, words at the foot."""

import re
from pathlib import Path

import pytest

from blog import colours, identity
from blog.models import Publication
from tests.factories import make_image, make_post

TOKENS = (Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.css").read_text()


def settings(**values):
    Publication.objects.update_or_create(pk=1, defaults=values)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#777777", "#ffffff", 4.48)],
)
def test_contrast_is_wcags(one, other, expected):
    assert round(colours.contrast(one, other), 2) == expected


@pytest.mark.parametrize("grounds", [identity.LIGHT, identity.DARK])
@pytest.mark.parametrize(
    "colour", ["#ffff00", "#a8201a", "#000000", "#ffffff", "#808080", "#00ff00", "#0000ff"]
)
def test_suggestion_reads_well_on_every_ground(colour, grounds):
    assert colours.worst_contrast(colours.nearest_readable(colour, grounds), grounds) >= colours.TEXT


def test_house_colours_are_those_of_the_style_sheet():
    found = dict(re.findall(r"--(\w+): (light-dark\(.*?\))", TOKENS))
    assert found["paper"] == f"light-dark({identity.LIGHT[0]}, {identity.DARK[0]})"
    assert found["sheet"] == f"light-dark({identity.LIGHT[1]}, {identity.DARK[1]})"
    assert found["spot"] == f"light-dark({identity.HOUSE_LIGHT}, {identity.HOUSE_DARK})"


@pytest.mark.parametrize(
    ("colour", "level"), [("#005a9c", "good"), ("#c8651b", "weak"), ("#ffcc00", "refused")]
)
def test_verdict_on_light_paper(colour, level):
    said = identity.verdict(colour, identity.LIGHT)
    assert said.level == level
    assert bool(said.suggestion) == (level != "good")


@pytest.mark.django_db
def test_house_colour_needs_no_sheet_of_its_own(stranger):
    assert "/identity-" not in stranger.get("/").content.decode()


@pytest.mark.django_db
def test_spot_colour_reaches_pages_by_a_sheet_that_may_be_kept_for_ever(stranger):
    settings(accent_light="#005a9c")
    address = re.search(r'href="(/identity-[0-9a-f]{12}\.css)"', stranger.get("/").content.decode())[1]
    sheet = stranger.get(address)
    assert "--spot: light-dark(#005a9c, #ff8a75)" in sheet.content.decode()
    assert "immutable" in sheet["Cache-Control"]
    assert not sheet.cookies


@pytest.mark.django_db
def test_logo_is_named_and_takes_the_place_of_the_name(stranger):
    logo, dark = make_image(), make_image()
    settings(name="The Lantern", logo=logo, logo_dark=dark)
    head = stranger.get("/").content.decode().partition("<nav")[0]
    assert f'<img src="{logo.file.url}" width="64" height="48" alt="The Lantern">' in head
    assert f'srcset="{dark.file.url}" media="(prefers-color-scheme: dark)"' in head


@pytest.mark.django_db
def test_words_at_the_foot_are_plain_text_with_links(stranger):
    settings(about="Read https://example.org/ <script>x</script>\n\nWrite to desk@example.org", footer="© us")
    foot = stranger.get(make_post().get_absolute_url()).content.decode().partition("<footer")[2]
    assert '<a href="https://example.org/">https://example.org/</a> &lt;script&gt;' in foot
    assert '<a href="mailto:desk@example.org">' in foot
    assert "<p>© us</p>" in foot
