"""What an export of ours says of the whole site and of its people, for a site that has said nothing yet."""

from blog.models import Author, Post, Publication, Redirect
from comments.models import DebateRules
from wordpress.models import Kept
from wordpress.reader import Item, WxrError
from wordpress.rowvalues import in_columns
from wordpress.vocabulary import read

from .own import image_numbered, is_ours, user_named, values
from .run import Run
from .spool import Spools

SOURCE = "source"  # the kind of what is kept of a site whose things came here through another


def refuse_detours(spools: Spools) -> None:
    """Things are known again by what they are called in an export. What once came here in an export of a
    site like this one is called otherwise by the WordPress that it is from, and would stand here twice.

    Raises WxrError before anything is written.
    """
    for name, spool in spools.by_source.items():
        kept = Kept.objects.filter(import_ref=came_from(name), kind=SOURCE).first()
        if kept is not None and not spool.settings:
            through = kept.data.get("through", "")
            raise WxrError(
                f"What {name} has exported came here through {through}: import the newer export there, and "
                f"an export of {through} here, or everything would stand here twice."
            )


def came_from(name: str) -> str:
    return f"wordpress:{name}:{SOURCE}"[:300]


def settle_site(written: str, name: str = "") -> None:
    """Settings, where nobody has named this publication yet; paths that lead to fixed addresses. `name` is
    what the site that wrote them is called here."""
    said = read(written) if written else None
    if not isinstance(said, dict):
        return
    for source in said.get("sources", []):
        has_own = Post.everything.filter(import_ref__startswith=f"wordpress:{source}:").exists()
        if name and source != name and not has_own:
            values = {"kind": SOURCE, "title": str(source)[:200], "data": {"through": name}}
            Kept.objects.get_or_create(import_ref=came_from(str(source)), defaults=values)
    publication, new = Publication.current(), Publication()
    if (publication.name, publication.tagline, publication.about) == (new.name, "", ""):
        for column, value in in_columns(Publication, said.get("publication", {})).items():
            setattr(publication, column, value)
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
