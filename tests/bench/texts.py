"""Made-up words and texts, the same for the same dice."""

import random
from dataclasses import dataclass

WORDS = 3_000


@dataclass
class Text:
    """Words that several articles or replies share, ready for every column that holds them."""

    words: list[str]

    def __post_init__(self) -> None:
        self.text = " ".join(self.words)
        parts = [" ".join(self.words[start : start + 40]) for start in range(0, len(self.words), 40)]
        self.html = "".join(f"<p>{part}.</p>" for part in parts)


def vocabulary(dice: random.Random) -> list[str]:
    """Made-up words; those at the front are said often (`said` draws them by Zipf's law)."""
    parts = "ba co du fe gi ha ko lu me ni po qua ri so tu ve wi za lan mer tor".split()
    words = {"".join(dice.choices(parts, k=dice.choice((2, 2, 3, 3, 4)))) for _ in range(WORDS * 2)}
    return sorted(words, key=lambda word: (len(word), word))[:WORDS]


def said(words: list[str], number: int, dice: random.Random) -> Text:
    return Text([words[int(len(words) ** dice.random()) - 1] for _ in range(number)])
