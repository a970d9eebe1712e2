"""What an account says of taxonomies that have no place here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """One that articles use: how many terms it has, and how many articles have any of them."""

    name: str
    terms: int
    articles: int
    as_tags: bool  # whether its terms come in as tags

    @property
    def told(self) -> str:
        """In a line: what becomes of it, and what else may."""
        numbers = (
            f"Taxonomy {self.name}: {counted(self.terms, 'term')}, on {counted(self.articles, 'article')}"
        )
        can = f"kept, not shown; --as-tags {self.name} brings them in as tags."
        return f"{numbers}; {'they come in as tags.' if self.as_tags else can}"


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
