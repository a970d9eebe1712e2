"""Made-up exports of any size, written as a stream: a journal with threads, links between articles, media."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from tests.wordpress import exports

WORDS = """
harbour quay ferry toll ledger winter council strike bread mill union grain water tide customs pilot
lighthouse base treaty island fishing net salt wind market street paper minister archive letter witness
""".split()
START = datetime(2006, 1, 1, 9)
FORMS = ("text", "text", "text", "text", "picture", "media", "blocks", "link")


def write(path: Path, posts: int, comments: int, seed: int = 7) -> Path:
    """An export of so many posts and comments; one in twenty posts is a page, one in ten has a picture."""
    with path.open("w", encoding="utf-8") as file:
        file.write(exports.HEAD)
        for part in parts(posts, comments, random.Random(seed)):
            file.write(part + "\n")
        file.write(exports.FOOT)
    return path


def parts(posts: int, comments: int, dice: random.Random) -> Iterator[str]:
    yield from (exports.author(f"writer{number}", f"Writer {number}", number) for number in range(1, 21))
    for number in range(1, 41):
        yield exports.category(
            f"section-{number}", f"Section {number}", f"section-{number // 4}" if number > 3 else ""
        )
    pictures = posts // 10
    for number in range(1, pictures + 1):
        yield exports.attachment(number, f"https://old.example.org/wp-content/uploads/2016/08/p{number}.jpg")
    left, key = comments, 0
    for number in range(1, posts + 1):
        many = (
            left if number == posts else min(left, max(0, round(dice.expovariate(posts / max(comments, 1)))))
        )
        left -= many
        yield post(number + pictures, many, key, pictures, dice)
        key += many


def post(number: int, many: int, key: int, pictures: int, dice: random.Random) -> str:
    """One article (or page) with its comments, numbered from `key` on."""
    at = START + timedelta(hours=number)
    slug = f"the-{dice.choice(WORDS)}-and-the-{dice.choice(WORDS)}-{number}"
    threads = [comment(key + place + 1, place, at, dice) for place in range(many)]
    terms = [exports.term("category", f"section-{dice.randint(1, 40)}", "")]
    terms += [exports.term("post_tag", f"tag-{tag}", f"Tag {tag}") for tag in dice.sample(range(200), 2)]
    is_page = number % 20 == 0
    fields = {
        "title": " ".join(dice.choices(WORDS, k=6)).capitalize(),
        "content": text(dice, pictures),
        "slug": slug,
        "link": f"https://old.example.org/{slug}/"
        if is_page
        else f"https://old.example.org/{at:%Y/%m/%d}/{slug}/",
        "type": "page" if is_page else "post",
        "wp:post_date": f"{at:%Y-%m-%d %H:%M:%S}",
        "wp:post_date_gmt": f"{at:%Y-%m-%d %H:%M:%S}",
        "dc:creator": f"writer{dice.randint(1, 20)}",
    }
    return exports.item(number, *terms, *threads, **fields)


def comment(key: int, place: int, at: datetime, dice: random.Random) -> str:
    """Three of five answer an earlier comment of the same article."""
    parent = key - 1 - dice.randrange(place) if place and dice.random() < 0.6 else 0
    when = f"{at + timedelta(minutes=place + 1):%Y-%m-%d %H:%M:%S}"
    said = {
        "comment_content": sentences(dice, 3),
        "comment_date": when,
        "comment_date_gmt": when,
        "comment_approved": dice.choice("1111111110"),
    }
    return exports.comment(key, parent, **said)


def text(dice: random.Random, pictures: int) -> str:
    """About 300 words, in one of the forms that posts have."""
    form, paragraphs = dice.choice(FORMS), [sentences(dice, 5) for _ in range(6)]
    if form == "picture" and pictures:
        number = dice.randint(1, pictures)
        source = f"https://old.example.org/wp-content/uploads/2016/08/p{number}-300x200.jpg"
        paragraphs.insert(1, f'[caption id="attachment_{number}"]<img src="{source}" /> A quay[/caption]')
    elif form == "media":
        paragraphs.insert(2, "https://www.youtube.com/watch?v=dQw4w9WgXcQ")
    elif form == "link":
        paragraphs[0] += f' <a href="https://old.example.org/?p={dice.randint(1, 1000)}">as we wrote</a>'
    elif form == "blocks":
        return "\n\n".join(
            f"<!-- wp:paragraph -->\n<p>{each}</p>\n<!-- /wp:paragraph -->" for each in paragraphs
        )
    return "\n\n".join(paragraphs)


def sentences(dice: random.Random, number: int) -> str:
    return " ".join(" ".join(dice.choices(WORDS, k=10)).capitalize() + "." for _ in range(number))
