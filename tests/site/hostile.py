"""A journal in which every text is hostile, as if somebody had got past every form."""

from collections.abc import Iterator
from itertools import islice

from blog import rendering
from blog.models import Author, Category, Image, MediaLink, MenuItem, Post, PostImage, Publication, Tag
from blog.search import indexing_together
from comments.models import ReplyStatus
from comments.tree import threads
from tests.comments.replies import draft
from tests.factories import make_image, make_page, make_post, make_tag
from tests.site.payloads import packed, storable

NAME = 200  # characters of the shortest names
PER_POST = 4  # packs that one article shows
FULL = 12  # articles that hold all payloads as texts and replies between them


def journal(payloads: list[str]) -> list[Post]:
    """Articles, pages, replies, names, pictures and settings that hold every payload in every field."""
    payloads = [storable(payload) for payload in payloads]
    names = list(packed(payloads, NAME))
    with indexing_together():
        settings(payloads)
        posts = [article(number, texts) for number, texts in enumerate(chunks(names, PER_POST))]
        for post, texts in zip(posts, shares(payloads, min(FULL, len(posts))), strict=False):
            fill(post, texts)
            discuss(post, texts)
        page = make_page(names[0], slug="hostile-page", body=" ".join(payloads[:50]))
    return [*posts, page]


def chunks(texts: list[str], size: int) -> Iterator[list[str]]:
    rest = iter(texts)
    while some := list(islice(rest, size)):
        yield some


def settings(payloads: list[str]) -> None:
    publication = Publication.current()
    publication.name, publication.tagline, *_ = packed(payloads, 250)
    publication.about = " ".join(payloads)[:5_000]
    publication.save()
    for number, payload in enumerate(payloads[:20]):
        MenuItem.objects.create(label=payload[:250], url=f"/{payload[:200]}", position=number)


def article(number: int, names: list[str]) -> Post:
    """One whose title and surroundings are hostile."""
    text = " ".join(names)
    categories = [Category.objects.create(name=name) for name in names]
    authors = [
        Author.objects.create(name=name, slug=f"h{number}-{index}", about=name, website=name)
        for index, name in enumerate(names)
    ]
    post = make_post(
        text[:1000],
        slug=f"hostile-{number}",
        standfirst=text,
        body=text,
        seo_title=text[:500],
        seo_description=text,
        authors=authors,
        categories=categories,
    )
    Post.everything.filter(pk=post.pk).update(canonical_url=text, language=text[:35])
    post.tags.set([tag(name) for name in names])
    for index, name in enumerate(names):
        MediaLink.objects.create(post=post, url=name, title=name, outlet=name, transcript=name)
        PostImage.objects.create(post=post, image=picture(name, with_file=index == 0), caption=name)
    return post


def tag(name: str) -> Tag:
    return Tag.objects.filter(name__iexact=name).first() or make_tag(name)


def picture(text: str, *, with_file: bool) -> Image:
    words = {"alt": text, "caption": text, "credit": text, "source_url": text}
    if with_file:
        return make_image(**words)
    return Image.objects.create(title=text, **words)


def shares(payloads: list[str], number: int) -> Iterator[list[str]]:
    """The payloads in so many parts."""
    yield from chunks(payloads, -(-len(payloads) // number))


def fill(post: Post, payloads: list[str]) -> None:
    """Each payload by itself as the text of an article: cleaned one by one, since one that is left open would
    hide those after it; shown together."""
    together = "\n".join(rendering.render_body(text) for text in payloads)
    Post.everything.filter(pk=post.pk).update(body=" ".join(payloads), body_html=together)


def discuss(post: Post, payloads: list[str]) -> None:
    """A reply for each payload, approved or waiting."""
    for number, payload in enumerate(payloads):
        status = ReplyStatus.PENDING if number % 10 == 9 else ReplyStatus.APPROVED
        fields = {"writer_name": payload[:255], "writer_url": payload[:500], "user_email": payload[:254]}
        threads.add(draft(post, comment=payload, status=status, **fields))
