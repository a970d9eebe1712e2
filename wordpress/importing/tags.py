"""Tags: case does not tell them apart, and names that meet from elsewhere mean the same tag."""

from collections.abc import Iterable, Mapping
from typing import Any

from blog.models import Redirect, Tag
from wordpress.ledger import Outcome, Reason
from wordpress.reader import Term
from wordpress.vocabulary import TAG

from . import own
from .run import Run, changed, words
from .source import decoded, own_slug
from .taxonomy import Key, Settled, bring_up_to_date, kept, made_of, ref_of


class Tags:
    """The tags of one export."""

    def __init__(self, run: Run) -> None:
        self.run = run
        rows = list(Tag.objects.values_list("pk", "name", "slug", "import_ref"))
        # Compared here, since databases fold only some letters.
        self.names = {name.casefold(): (pk, ref or "") for pk, name, _slug, ref in rows}
        self.slugs = {slug: pk for pk, _name, slug, _ref in rows}

    def settle(self, terms: Mapping[Key, Term], known: Mapping[Key, int] | None = None) -> dict[Key, Settled]:
        """Some hundred at once. `known` are tags that terms were joined with before."""
        known = known or {}
        refs = {ref_of(self.run, term): key for key, term in terms.items()}
        here = {refs[str(tag.import_ref)]: tag for tag in Tag.objects.filter(import_ref__in=refs)}
        done: dict[Key, Settled] = {}
        new: list[tuple[Key, Tag, tuple[Reason, ...]]] = []
        for key, term in terms.items():
            if tag := here.get(key):
                done[key] = Settled(tag.pk, bring_up_to_date(tag, term, self.run))
            elif (joined := known.get(key, self._joined(term))) is not None:
                done[key] = Settled(joined, Outcome.UNCHANGED)
            else:
                new.append((key, *self._made(term)))
        if self.run.write:
            self.run.add(Tag, [tag for _key, tag, _reasons in new])
            leave_old_addresses([(tag, terms[key]) for key, tag, _reasons in new if key[0] == "post_tag"])
        for _key, tag, _reasons in new:
            self.names[tag.name.casefold()] = (tag.pk or 0, str(tag.import_ref))
            self.slugs[tag.slug] = tag.pk or 0
        return done | {key: Settled(tag.pk or 0, Outcome.CREATED, why) for key, tag, why in new}

    def _joined(self, term: Term) -> int | None:
        """The tag of this name, unless it is another of this export's own of the same taxonomy; of an export
        of ours, the tag that the term was there."""
        said = said_of(term)
        pk, ref = self.names.get(str(said.get("name")).casefold(), (None, "")) if said else (None, "")
        if said and pk is not None and self.slugs.get(str(said.get("slug"))) == pk:
            return pk
        pk, ref = self.names.get(words(term.name)[:180].casefold(), (None, ""))
        is_own = ref.startswith(self.run.source.ref(term.taxonomy, ""))
        return None if is_own else pk

    def _made(self, term: Term) -> tuple[Tag, tuple[Reason, ...]]:
        said = said_of(term) or {"name": words(term.name), "slug": own_slug(term.slug, term.name, "tag")}
        name, slug = str(said.get("name"))[:180], own_slug(str(said.get("slug")), term.name, "tag")
        reasons: list[Reason] = []
        if name.casefold() in self.names:
            name = free(f"{name} ({slug[:14]})", self.names)
            reasons.append(changed("another tag has the same name; the slug was added to tell them apart"))
        free_slug = free(slug, self.slugs, "-")
        ref = ref_of(self.run, term)
        self.names[name.casefold()] = (0, ref)
        self.slugs[free_slug] = 0
        tag = Tag(name=name, slug=free_slug, **kept(term, ref))
        tag.description = str(said.get("description", tag.description))
        tag.import_data["made"] = made_of(tag)
        return tag, tuple(reasons)


def said_of(term: Term) -> dict[str, Any] | None:
    """What an export of ours says of the tag that a term of another taxonomy was."""
    said = own.one(term.meta, TAG)
    return said if isinstance(said, dict) else None


def leave_old_addresses(made: Iterable[tuple[Tag, Term]]) -> None:
    """Where WordPress showed tags whose slug cannot be the same here."""
    moved = [(tag, decoded(term.slug)) for tag, term in made if term.slug and tag.slug != decoded(term.slug)]
    rows = [Redirect(old_path=f"/tag/{old}/"[:800], new_path=tag.get_absolute_url()) for tag, old in moved]
    Redirect.objects.bulk_create(rows, ignore_conflicts=True)


def free(wanted: str, taken: Iterable[str], sign: str = " ") -> str:
    """`wanted`, or with the first number that nobody has."""
    number, found = 1, wanted
    while found in taken or found.casefold() in taken:
        number += 1
        found = f"{wanted[:190]}{sign}{number}"
    return found
