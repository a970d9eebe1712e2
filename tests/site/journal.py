"""A small journal with one of everything that a page can show."""

from datetime import UTC, datetime, timedelta

from django.conf import settings

from blog.models import MediaLink, MenuItem, Post, PostImage, Publication
from comments.mail import following, leaving
from comments.models import Reply, ReplyStatus, Writer
from comments.writers.owning import address_for
from comments.writers.waiting import waiting_address
from tests.factories import (
    make_author,
    make_category,
    make_image,
    make_page,
    make_post,
    make_reply,
    make_writer,
)

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
ADDRESS = "https://example.org/" + "a-very-long-address-without-a-place-to-break/" * 4
COLUMNS = "".join(f"<th>Quarter {number} of the year</th>" for number in range(1, 13))
CELLS = "".join(f"<td>{number * 1000:,} crates</td>" for number in range(1, 13))
BODY = f"""
<p>The harbour <a href="#terms">keeps</a> two calendars.<sup><a id="r1" href="#n1">1</a></sup> {LONG}</p>
<h2>A heading {LONG}</h2><h3>Below it</h3>
<table><caption>Landings</caption><thead><tr>{COLUMNS}</tr></thead><tbody><tr>{CELLS}</tr></tbody></table>
<pre><code>{"unbroken_name = another_unbroken_name + " * 8}</code></pre>
<blockquote><p>{ADDRESS}</p></blockquote>
<figure class="pullquote"><blockquote><p>A base is a promise.</p></blockquote></figure>
<ul><li>one<ul><li>two<ul><li>three {LONG}</li></ul></li></ul></li></ul>
<h2 id="terms">Terms</h2><p dir="rtl" lang="ar">وصل الأنبوب إلى السنابل.</p>
<p>https://youtu.be/dQw4w9WgXcQ</p>
<ol class="footnotes"><li id="n1">From the harbour's own book. <a href="#r1">Back</a></li></ol>
"""
MOMENT = datetime(2026, 3, 14, 12, tzinfo=UTC)


def make_journal() -> dict[str, str]:
    """Make it; the address of each kind of page by its name."""
    section = make_category(f"Anti-Imperialism/Foreign Policy {LONG}", slug="policy", description="Ports.")
    make_category("Below", section, slug="below")
    author = make_author(f"Ines {LONG}", slug="ines", about="Writes.", website="https://example.org/")
    article = make_rich(
        f"The harbour that {LONG} wants", slug="harbour", authors=[author], categories=[section]
    )
    make_thread(article)
    arabic = make_post(
        "من يملك البئر؟", slug="well", body="<p>حين وصل الأنبوب.</p>", language="ar", direction="rtl"
    )
    make_reply(arabic, writer_name="سميرة")
    locked = make_post("Closed", slug="closed", password="ferry", publish_at=MOMENT)
    for number in range(24):
        make_post(f"Tide table {number}", categories=[section], tags=["Sea"], publish_at=MOMENT)
    above = make_page("About")
    below = make_page("Team", above, body=BODY)
    MenuItem.objects.create(publication=Publication.current(), label="Policy", category=section)
    return {
        "front": "/",
        "older": "/page/2/",
        "article": article.get_absolute_url(),
        "Arabic article": arabic.get_absolute_url(),
        "locked article": locked.get_absolute_url(),
        "category": section.get_absolute_url(),
        "tag": "/tag/sea/",
        "author": author.get_absolute_url(),
        "year": "/2026/",
        "day": "/2026/03/14/",
        "page": above.get_absolute_url(),
        "nested page": below.get_absolute_url(),
        "search": "/search/",
        "search that finds": "/search/?q=harbour",
        "search that does not": f"/search/?q={LONG}zzz",
        "appearances": "/appearances/",
        "appearances that are found": f"/appearances/?q={LONG}",
        "transcript": f"/appearances/{article.media_links.exclude(transcript='').first().pk}/transcript/",
        "reply form": f"{article.get_absolute_url()}reply/",
        "answer form": f"{article.get_absolute_url()}reply/?to={article.replies.first().pk}",
        **own_pages(arabic),
        "report form": f"/reply/{arabic.replies.approved().first().pk}/report/",
        "follow form": f"{arabic.get_absolute_url()}follow/",
        "all that is followed": followed(article, arabic),
        "account of moderation": "/comments/moderation/",
        "not found": "/nowhere/",
    }


def make_rich(title: str, **fields: object) -> Post:
    """An article with everything an article may hold."""
    image = make_image(caption="The quay, before the ships.", credit="Linocut")
    post = make_post(
        title, body=BODY, tags=["Sea", LONG], featured_image=image, standfirst="Two lists.", **fields
    )
    talk = {"title": f"Listen {LONG}", "outlet": LONG, "transcript": f"{LONG}\n\n{ADDRESS}"}
    further = ["https://vimeo.com/1", "https://archive.org/details/talk"]
    MediaLink.objects.create(post=post, url="https://radio.example/talk.mp3", further_urls=further, **talk)
    MediaLink.objects.create(post=post, url="https://youtu.be/dQw4w9WgXcQ", **talk)
    PostImage.objects.create(post=post, image=make_image(caption="Below"))
    return post


def make_thread(post: Post) -> None:
    """Nine deep, with a gap where one was removed, and one that stands alone."""
    parent = None
    for depth in range(9):
        status = ReplyStatus.TRASH if depth == 3 else ReplyStatus.APPROVED
        moment = MOMENT + timedelta(minutes=depth)
        body = f"<p>{LONG} {ADDRESS}</p><pre>{LONG}</pre>"
        parent = make_reply(post, parent, status=status, shown=True, body_html=body, submitted_at=moment)
    make_reply(post, writer_name=LONG, user_url="https://example.org/")


def followed(*posts: Post) -> str:
    """The page of an address that follows these."""
    writer = make_writer()
    for post in posts:
        following.start(writer, post=post)
    return leaving.page_of(leaving.Person(writer)).removeprefix(settings.SITE_URL)


def own_pages(post: Post) -> dict[str, str]:
    """What somebody sees who has written replies, one of each state."""
    email = "rosa@example.org"
    for status in ReplyStatus.values:
        own = make_reply(post, writer_name=LONG, user_email=email, status=status)
    unseen = Reply.objects.unconfirmed().get(user_email=email)
    yours = address_for(Writer.objects.of(email))
    return {
        "asking for one's replies": "/reply/yours/",
        "one's replies": yours,
        "erasing": f"{yours}erase/",
        "editing": f"{yours}{unseen.pk}/edit/",
        "withdrawing": f"{yours}{unseen.pk}/withdraw/",
        "withdrawn": f"{yours}{own.pk}/withdraw/",
        "waiting": waiting_address(unseen),
    }
