"""Authors: bylines as WordPress's users, and as the profiles of Co-Authors Plus, which need no login."""

from collections.abc import Iterable, Iterator

from blog.models import Author
from blog.models.slugs import slug_from
from wordpress import saidcolumns
from wordpress.rowvalues import values_of
from wordpress.vocabulary import own, written

from .markup import Pair, as_html, plain, section
from .numbers import Numbers

GUEST_PREFIX = "cap-"


class People:
    """Every byline with its login there. There are few: they are read once."""

    def __init__(self, numbers: Numbers) -> None:
        self.numbers = numbers
        rows = Author.objects.select_related("portrait", "user").order_by("pk")
        self.authors = {author.pk: author for author in rows}
        self.logins = self._logins()

    def _logins(self) -> dict[int, str]:
        """By key; the login that an author had in WordPress, else the slug; each once."""
        taken: set[str] = set()
        logins: dict[int, str] = {}
        for author in sorted(self.authors.values(), key=lambda author: author.pk):
            wanted = str(author.import_data.get("login") or ascii_login(author))
            login = wanted if wanted.casefold() not in taken else f"{wanted}-{self.numbers.person(author)}"
            taken.add(login.casefold())
            logins[author.pk] = login
        return logins

    def head(self) -> Iterator[str]:
        """A `wp:author` for each."""
        for author in self.authors.values():
            said = author.import_data
            yield (
                "\t<wp:author>"
                + "".join(
                    (
                        plain("wp:author_id", self.numbers.person(author)),
                        section("wp:author_login", self.logins[author.pk]),
                        section("wp:author_email", author.email),
                        section("wp:author_display_name", as_html(author.name)),
                        section("wp:author_first_name", said.get("first_name") or ""),
                        section("wp:author_last_name", said.get("last_name") or ""),
                    )
                )
                + "</wp:author>\n"
            )

    def creator(self, keys: Iterable[int], said: str) -> str:
        """Whose post WordPress shall take it for: as it did before, else the first byline's."""
        logins = [self.logins[key] for key in keys if key in self.logins]
        return said if said and logins and said in self.logins.values() else next(iter(logins), "")

    def byline(self, keys: list[int], creator: str) -> Iterator[str]:
        """Co-Authors Plus's terms, where the creator alone does not say whose names stand over a post."""
        known = [key for key in keys if key in self.logins]
        if [self.logins[key] for key in known] == ([creator] if creator else []):
            return
        for key in known:
            name = self.authors[key].name
            yield (
                "\t" + section("category", as_html(name), domain="author", nicename=self.nicename(key)) + "\n"
            )

    def nicename(self, key: int) -> str:
        return f"{GUEST_PREFIX}{self.logins[key]}"

    def profile(self, author: Author) -> list[Pair]:
        """What Co-Authors Plus keeps of a guest author, and what only we do."""
        names = author.import_data
        said = {
            "cap-display_name": author.name,
            "cap-first_name": str(names.get("first_name") or ""),
            "cap-last_name": str(names.get("last_name") or ""),
            "cap-user_login": self.logins[author.pk],
            "cap-user_email": author.email,
            "cap-website": author.website,
            "cap-description": author.about,
        }
        pairs = [(key, value) for key, value in said.items() if value]
        if author.portrait is not None:
            pairs.append(("_thumbnail_id", str(self.numbers.thing(author.portrait))))
        more = values_of(author, besides=saidcolumns.AUTHOR)
        pairs += [(own(key), written(value)) for key, value in more.items()]
        if author.user is not None:
            pairs.append((own("user"), written(author.user.get_username())))
        return pairs


def ascii_login(author: Author) -> str:
    """WordPress takes logins of ASCII letters only."""
    slug = author.slug or slug_from(author.name)
    return slug if slug.isascii() else f"author-{author.pk}"
