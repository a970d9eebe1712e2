"""Authors: bylines without a login, whether the file lists them or a post only names them."""

import re
from dataclasses import replace
from html import unescape

from blog.models import Author as Byline
from blog.models.slugs import free_slug
from wordpress.ledger import Outcome, Reason, Target
from wordpress.reader import Author, Item

from .fingerprints import mark, of_item
from .kinds import kind_of
from .own import is_ours
from .ownsite import fill_profile
from .run import Run, changed, words
from .source import own_slug

UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\ufeff]")
GUEST_PREFIX = "cap-"  # Co-Authors Plus marks its terms with it
UNLISTED = "the file does not list this author; the name on the post was taken"


class People:
    """The export's authors by login, made here on first sight."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self._by_key: dict[str, int] = {}
        self._aliases: dict[str, str] = {}

    def take(self, author: Author, reasons: tuple[Reason, ...] = ()) -> None:
        """An author whom the file lists, or for a reason one whom it does not."""
        author = replace(author, login=author.login or author.name or author.email)
        key = author.login.casefold()
        if not key or key in self._by_key:
            return
        for alias in (nicename(author.login), own_slug(author.login, "", ""), words(author.name)):
            self._aliases.setdefault(alias.casefold(), key)
        self.run.ledger.found("author")
        self._by_key[key] = self._settle(author, reasons)

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
        if key is None:
            key = (login or name).casefold()
            unlisted = Author(id=None, login=login or name, display_name=words(name))
            self.take(unlisted, (changed(UNLISTED),))
        return self._by_key[key]

    def profile(self, item: Item) -> None:
        """What Co-Authors Plus keeps of somebody: who they are, where, and their portrait."""
        key = self._known(item.meta_value("cap-user_login")) or self._known(item.title)
        row = Byline.objects.filter(pk=self._by_key[key]).first() if key else None
        outcome, seen = Outcome.CREATED, of_item(item)
        if row is not None and row.import_data.get("profile") == seen:
            outcome = Outcome.UNCHANGED
        elif row is not None and self.run.write:
            row.import_data["profile"] = seen
            fill_profile(item, row, self.run)
        if is_ours(item.meta):
            self.run.ledger.came(kind_of(item), outcome, self.run.ref(item), words(item.title))

    def _known(self, said: str) -> str | None:
        wanted = unescape(said).casefold()
        return wanted if wanted in self._by_key else self._aliases.get(wanted)

    def _settle(self, author: Author, reasons: tuple[Reason, ...]) -> int:
        """The row's number; 0 in a look for one that is not here yet."""
        ref = self.run.source.ref("author", author.login)
        here = Byline.objects.filter(import_ref=ref).first()
        same = None if here else self._same_person(author)
        if here:
            outcome = self._bring_up_to_date(here, author)
        else:
            outcome = Outcome.UNCHANGED if same else Outcome.CREATED
        row = here or same or (self._make(author, ref) if self.run.write else None)
        told = reasons if outcome is Outcome.CREATED else ()
        target = Target("blog.author", row.pk) if row else None
        name = words(author.name)
        self.run.ledger.came("author", outcome, ref, name, reasons=told, target=target)
        return row.pk if row else 0

    def _bring_up_to_date(self, here: Byline, author: Author) -> Outcome:
        """A new name there is taken over, unless the byline was edited here."""
        seen, data = said_of(author), here.import_data
        if data.get("seen") == seen:
            return Outcome.UNCHANGED
        if data.get("made") != mark(here.name, here.email):
            return Outcome.EDITED_HERE
        if self.run.write:
            here.name, here.email = name_of(author), email_of(author)
            here.import_data = data | {"seen": seen, "made": mark(here.name, here.email)}
            here.save()
        return Outcome.UPDATED

    def _same_person(self, author: Author) -> Byline | None:
        """Somebody who is here already, by e-mail address and name both."""
        if not author.email:
            return None
        return Byline.objects.filter(email__iexact=author.email, name__iexact=words(author.name)).first()

    def _make(self, author: Author, ref: str) -> Byline:
        slug = own_slug(nicename(author.login), author.name, "author")
        name, email = name_of(author), email_of(author)
        return Byline.objects.create(
            import_ref=ref,
            legacy_id=author.id if author.id and author.id > 0 else None,
            import_data={
                "login": author.login,
                "first_name": author.first_name,
                "last_name": author.last_name,
                "seen": said_of(author),
                "made": mark(name, email),
            },
            name=name,
            slug=free_slug(slug, Byline.objects.all()),
            email=email,
        )


def nicename(login: str) -> str:
    """The login as WordPress writes it in the author's address: in small letters, without dots and signs
    that nobody sees."""
    return UNSEEN.sub("", login).lower().replace(".", "-")


def name_of(author: Author) -> str:
    return words(author.name)[:255]


def email_of(author: Author) -> str:
    return (author.email if "@" in author.email else "")[:254]


def said_of(author: Author) -> str:
    return mark(author.display_name, author.first_name, author.last_name, author.email)
