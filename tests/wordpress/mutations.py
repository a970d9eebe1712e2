"""Exports with hostile values where WordPress writes numbers, dates, slugs, states and addresses."""

import random
import re

FIELD = re.compile(r"<((?:wp:|dc:|content:|excerpt:)?\w+)([^<>]*)>(<!\[CDATA\[)?([^<\]]*)(\]\]>)?</\1>")
ATTRIBUTE = re.compile(r'\b(domain|nicename|isPermaLink|url|length|type)="([^"]*)"')
ITEM = re.compile(r"<item>.*?</item>", re.DOTALL)

NUMBERS = ["", " ", "\n", "0", "-1", "1", "2", "3", "99999999999", "9" * 40, "1e9", "NaN", "abc"]
LENGTHS = ["L" * 5_000, "é" * 256, "ü" * 300, "\U0001f600" * 90, "a" * 201, "İstanbul" * 40]
DATES = """0000-00-00 00:00:00|2020-13-45 99:99:99|9999-12-31 23:59:59|0001-01-01 00:00:00|1969-12-31
|2020-02-30|2147483648-01-01 00:00:00|10000-01-01 00:00:00|-1-1-1""".split("|")
WORDS = """publish draft private trash future inherit auto-draft pending weird post page attachment
nav_menu_item revision wp_block wp_navigation closed open spam post-trashed approve admin feed search category
static 12 2020 - -- _ . .. # ｆｕｌｌ ß""".split()
PLACES = """../../../etc/passwd http:// http://[::1 //evil javascript:alert(1) / ?p= % %zz %00 %ff%fe a/b/c
999.999.1.1 ::1 a@ @""".split()
PLACES += ["http://" + "a" * 3_000 + ".example/", "x" * 70 + "@" + "y" * 300 + ".example"]
TEXTS = [
    "<script>alert(1)</script>",
    "\u202ex",
    "a\tb",
    '[gallery ids="1,2,,,x"]',
    "[caption]x",
    'a:1:{s:3:"f',
    "O:8:",
]
BLOCKS = ['<!-- wp:image {"id":"x"} --><!-- /wp:image -->', "<!-- wp:group {", '<!-- wp:block {"ref":1} /-->']
VALUES = NUMBERS + LENGTHS + DATES + WORDS + PLACES + TEXTS + BLOCKS


def mutated(export: str, chance: random.Random) -> str:
    """One to ten fields with another value, without, or twice; at times one attribute, or a whole item."""
    if chance.random() < 0.15 and (items := ITEM.findall(export)):
        item = chance.choice(items)
        export = export.replace(item, chance.choice(["", item + item]), 1)
    fields = list(FIELD.finditer(export))
    if chance.random() < 0.2 and fields:  # all of one name
        name, value = chance.choice(fields)[1], chance.choice(VALUES)
        export = FIELD.sub(lambda field: with_value(field, value) if field[1] == name else field[0], export)
    else:
        chosen = chance.sample(fields, min(chance.choice([1, 1, 2, 3, 5, 10]), len(fields)))
        for field in sorted(chosen, key=lambda field: -field.start()):
            export = export[: field.start()] + changed(field, chance) + export[field.end() :]
    if chance.random() < 0.3 and (attributes := list(ATTRIBUTE.finditer(export))):
        place = chance.choice(attributes)
        export = export[: place.start(2)] + escaped(chance.choice(VALUES)) + export[place.end(2) :]
    return export


def changed(field: re.Match[str], chance: random.Random) -> str:
    others = [field[4][::-1], field[4] * 2, field[4].upper(), field[4][:3]]
    return chance.choice(["", field[0] * 2, *[with_value(field, chance.choice(VALUES + others))] * 20])


def with_value(field: re.Match[str], value: str) -> str:
    said = value if field[3] else escaped(value)
    return f"<{field[1]}{field[2]}>{field[3] or ''}{said}{field[5] or ''}</{field[1]}>"


def escaped(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
