"""What an export of ours says of the whole site and of its people, for a site that has said nothing yet."""

from blog.models import Author, Publication, Redirect
from comments.models import DebateRules
from wordpress.reader import Item
from wordpress.rowvalues import in_columns
from wordpress.vocabulary import read

from .own import image_numbered, is_ours, user_named, values
from .run import Run


def settle_site(written: str) -> None:
    """Settings, where nobody has named this publication yet; paths that lead to fixed addresses."""
    said = read(written) if written else None
    if not isinstance(said, dict):
        return
    publication, new = Publication.current(), Publication()
    if (publication.name, publication.tagline, publication.about) == (new.name, "", ""):
        for name, value in in_columns(Publication, said.get("publication", {})).items():
            setattr(publication, name, value)
        publication.save()
        if rules := in_columns(DebateRules, said.get("debate_rules", {})):
            DebateRules.objects.update_or_create(pk=1, defaults=rules)
    for pair in said.get("redirects", []):
        Redirect.objects.get_or_create(old_path=str(pair[0])[:800], defaults={"new_path": str(pair[1])})


def settle_logos(written: str, run: Run) -> None:
    """The publication's pictures, once they are here; of a publication that has some, none is changed."""
    said = read(written) if written else None
    told = said.get("publication", {}) if isinstance(said, dict) else {}
    publication = Publication.current()
    if publication.name == told.get("name") and not (publication.logo_id or publication.logo_dark_id):
        for name in ("logo", "logo_dark"):
            setattr(publication, name, image_numbered(told.get(name), run.source))
        publication.save()


def fill_profile(item: Item, author: Author, run: Run) -> None:
    """What a profile of Co-Authors Plus says of an author of whom nothing is said here yet."""
    author.about = author.about or item.meta_value("cap-description")
    author.website = author.website or item.meta_value("cap-website")[:500]
    number = item.meta_value("_thumbnail_id")
    if author.portrait is None and number.isdecimal():
        author.portrait = image_numbered(int(number), run.source)
    if is_ours(item.meta):
        said = values(Author, item.meta)
        slug = said.pop("slug", author.slug)
        if not Author.objects.filter(slug=slug).exclude(pk=author.pk).exists():
            author.slug = slug
        for name, value in said.items():
            setattr(author, name, value)
        user = user_named(item.meta, "user")
        if user is not None and not Author.objects.filter(user=user).exists():
            author.user = user
    author.save()
