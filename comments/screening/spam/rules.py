"""The rules that hold before anything was learnt.

Each finding carries evidence in log-odds (natural logarithm), for spam. Weights are set by general knowledge,
not by any one site's texts: no single habit of honest writers reaches the threshold by itself.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from comments.screening.spam import shapes, wares
from comments.screening.spam.links import DISGUISED, FRAGMENT, Link, link, links, without_links
from comments.screening.spam.texts import both_ends, folded, has_disguised_word, words

SHORTENERS = frozenset(
    "bit.ly tinyurl.com goo.gl ow.ly is.gd buff.ly adf.ly shorturl.at rebrand.ly cutt.ly rb.gy tiny.cc bc.vc "
    "sh.st linktr.ee soo.gd s.id t.ly clck.ru shorte.st ouo.io tr.im v.gd urlz.fr dlvr.it bl.ink".split()
)
PROFILES = frozenset(
    "facebook.com instagram.com tiktok.com twitch.tv soundcloud.com reverbnation.com vk.com plus.google.com "
    "onlyfans.com patreon.com snapchat.com t.me telegram.me wa.me whatsapp.com fiverr.com play.google.com "
    "apps.apple.com itunes.apple.com discord.gg bandcamp.com".split()
)
APPEALS = frozenset("gofundme.com indiegogo.com kickstarter.com ko-fi.com paypal.me".split())
CHEAP_ENDINGS = frozenset(
    "xyz top club online site shop store win bet loan casino click link tk ml ga cf gq".split()
)
REFERRAL = ("ref=", "aff", "partner", "referral", "campid", "invite=", "promo", "coupon")


@dataclass(frozen=True)
class Sample:
    """A reply as the judging sees it: what was typed into the form."""

    text: str
    name: str = ""
    website: str = ""


@dataclass(frozen=True)
class Finding:
    """A rule that fits: its code (see screening.holding), its weight in log-odds, how many it found."""

    code: str
    weight: float
    number: int = 0

    @property
    def feature(self) -> str:
        """Under which the naive Bayes counts that it fitted."""
        return f"rule:{self.code}"


@dataclass(frozen=True)
class Reading:
    """A sample with what several rules ask of it, worked out once."""

    text: str
    sample: Sample
    plain: str
    links: list[Link]
    said: list[str]

    @classmethod
    def of(cls, sample: Sample) -> "Reading":
        text = both_ends(sample.text)
        plain = " ".join(folded(text).split())
        return cls(text, sample, plain, links(text), words(without_links(text)))


def findings(reading: Reading) -> list[Finding]:
    """Every rule that fits, heaviest first."""
    found = [finding for rule in RULES for finding in rule(reading)]
    return sorted(found, key=lambda finding: -finding.weight)


def number_of_links(reading: Reading) -> Iterator[Finding]:
    number, own = len(reading.links), len(reading.said)
    if number and own < 2:
        yield Finding("link_only", 2.6)
    elif number and own < 6 * number:
        yield Finding("mostly_links", 1.2)
    if number > 4:
        yield Finding("many_links", min(0.4 * (number - 2), 3.0), number)


def kinds_of_links(reading: Reading) -> Iterator[Finding]:
    for code, weight, fits in LINK_KINDS:
        if number := sum(map(fits, reading.links)):
            yield Finding(code, weight, number)


LINK_KINDS: list[tuple[str, float, Callable[[Link], bool]]] = [
    ("shortener", 1.5, lambda link: link.domain in SHORTENERS),
    ("profile_link", 1.8, lambda link: link.domain in PROFILES or link.host in PROFILES),
    ("appeal_link", 1.8, lambda link: link.domain in APPEALS),
    ("cheap_ending", 1.0, lambda link: link.ending in CHEAP_ENDINGS),
    ("referral", 2.0, lambda link: any(mark in link.query.casefold() for mark in REFERRAL)),
]


def advertising(reading: Reading) -> Iterator[Finding]:
    for code, weight, shape in SHAPES:
        found = {match[0] for match in shape.finditer(reading.plain)}
        if found:
            yield Finding(code, weight + 0.8 * min(len(found) - 1, 2), len(found))


SHAPES = [
    ("subscribe", 4.4, shapes.SUBSCRIBE),
    ("promotion", 3.3, shapes.PROMOTION),
    ("pleading", 1.5, shapes.PLEADING),
    ("contact", 2.4, shapes.CONTACT),
    ("money", 2.8, wares.MONEY),
    ("goods", 2.6, wares.GOODS),
]


def invitation(reading: Reading) -> Iterator[Finding]:
    """To a page of one's own: half of it is honest, and it is the milder kind of promotion."""
    if shapes.INVITATION.search(reading.plain) and not shapes.PROMOTION.search(reading.plain):
        yield Finding("invitation", 2.0)


def flattery(reading: Reading) -> Iterator[Finding]:
    """Praise that fits every article counts only where something is to be visited."""
    links_somewhere = reading.links or reading.sample.website
    if links_somewhere and len(reading.said) < 60 and wares.FLATTERY.search(reading.plain):
        yield Finding("flattery", 2.2 if reading.links else 1.2)


def signs(reading: Reading) -> Iterator[Finding]:
    text = reading.text
    for code, weight, sign in SIGNS:
        if sign.search(text):
            yield Finding(code, weight)
    if has_disguised_word(text):
        yield Finding("disguised_word", 2.4)


SIGNS = [
    ("wallet", 3.0, shapes.WALLET),
    ("markup", 3.2, shapes.MARKUP),
    ("script", 3.0, shapes.SCRIPT),
    ("phone", 1.2, shapes.PHONE),
    ("disguised_link", 2.2, DISGUISED),
    ("fragment", 2.2, FRAGMENT),
]


def manner(reading: Reading) -> Iterator[Finding]:
    """How it is said. Anger is no spam, so none of these weighs much."""
    letters = [letter for letter in reading.text if letter.isalpha()]
    if len(letters) > 20 and sum(map(str.isupper, letters)) > 0.7 * len(letters):
        yield Finding("capitals", 0.5)
    if "!!!!" in reading.text:
        yield Finding("exclamations", 0.4)
    if repeated(reading.said):
        yield Finding("repeated", 1.4)


def repeated(said: list[str]) -> bool:
    """Whether the same four words in a row come back so often that they are a third of the text."""
    runs = Counter(tuple(said[i : i + 4]) for i in range(len(said) - 3))
    most = runs.most_common(1)
    return bool(most) and most[0][1] >= 3 and 12 * most[0][1] >= len(said)


def naming(reading: Reading) -> Iterator[Finding]:
    """A name that is an address or a ware, a website that the text advertises as well."""
    name = folded(reading.sample.name)
    if links(name):
        yield Finding("address_as_name", 3.0)
    if wares.GOODS.search(name) or wares.MONEY.search(name) or shapes.SUBSCRIBE.search(name):
        yield Finding("ware_as_name", 3.0)
    home = link(reading.sample.website) if reading.sample.website else None
    if home and any(each.domain == home.domain for each in reading.links):
        yield Finding("website_in_text", 1.2)
    if home and (home.domain in SHORTENERS or home.ending in CHEAP_ENDINGS):
        yield Finding("cheap_website", 1.2)


RULES: list[Callable[[Reading], Iterator[Finding]]] = [
    number_of_links,
    kinds_of_links,
    advertising,
    invitation,
    flattery,
    signs,
    manner,
    naming,
]
