"""Authors: bylines without a login, whether the file lists them or a post only names them."""

from html import unescape

from blog.models import Author as Byline
from blog.models.slugs import free_slug
from wordpress.reader import Author, Item

from .run import Run, own_slug, words

GUEST_PREFIX = "cap-"  # Co-Authors Plus marks its terms with it


class People:
    """The export's authors by login, made here on first sight."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self._by_key: dict[str, int] = {}
        self._listed: dict[str, Author] = {}

    def take(self, author: Author) -> None:
        """An author whom the file lists."""
        key = author.login.casefold()
        if key and key not in self._by_key:
            self._listed[key] = author
            self.run.ledger.found("author")
            self._by_key[key] = self._settle(author)

    def of(self, item: Item) -> list[int]:
        """The item's bylines in order: Co-Authors Plus's where it has any, else its creator's."""
        terms = item.term_pairs("author")
        if terms:
            keys = [self.named(term.slug.removeprefix(GUEST_PREFIX), term.name) for term in terms]
        else:
            keys = [self.named(item.creator, item.creator)] if item.creator.strip() else []
        return list(dict.fromkeys(keys))

    def named(self, login: str, name: str) -> int:
        """The author of this login, or of this name, or a new byline for one whom the file does not list."""
        key = self._known(login) or self._known(name)
        if key is not None:
            return key
        self.take(Author(id=None, login=login or name, display_name=words(name)))
        self.run.ledger.note(
            "author",
            login,
            name,
            "changed",
            "the file does not list this author; the name on the post was taken",
        )
        return self._by_key[(login or name).casefold()]

    def _known(self, said: str) -> int | None:
        wanted = unescape(said).casefold()
        if wanted in self._by_key:
            return self._by_key[wanted]
        for key, author in self._listed.items():
            if wanted in {own_slug(author.login, "", "").casefold(), words(author.name).casefold()}:
                return self._by_key[key]
        return None

    def _settle(self, author: Author) -> int:
        """The row's number; 0 in a dry run for one that is not here yet."""
        ref = self.run.source.ref("author", author.login)
        here = Byline.objects.filter(import_ref=ref).first() or self._same_person(author)
        (self.run.ledger.here if here else self.run.ledger.taken)("author")
        if here:
            return here.pk
        return self._make(author, ref) if self.run.write else 0

    def _same_person(self, author: Author) -> Byline | None:
        """Somebody who is here already, by e-mail address and name both."""
        if not author.email:
            return None
        return Byline.objects.filter(email__iexact=author.email, name__iexact=words(author.name)).first()

    def _make(self, author: Author, ref: str) -> int:
        slug = own_slug(author.login, author.name, "author")
        email = author.email if "@" in author.email else ""
        return Byline.objects.create(
            import_ref=ref,
            legacy_id=author.id if author.id and author.id > 0 else None,
            import_data={
                "login": author.login,
                "first_name": author.first_name,
                "last_name": author.last_name,
            },
            name=words(author.name)[:255],
            slug=free_slug(slug, Byline.objects.all()),
            email=email[:254],
        ).pk
