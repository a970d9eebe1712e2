"""Reading tells nobody but the journal: no cookie, no request to another host. What the browser keeps for its
reader, so that new replies can be marked, is never sent and holds numbers and times."""

import json

from blog.models import MediaLink
from tests.factories import make_author, make_category, make_image, make_page, make_post, make_replies

VIDEO = "https://youtu.be/dQw4w9WgXcQ"


def test_reading_every_kind_of_page_stays_on_the_site(page, live_server, complaints):
    category, author = make_category("Sea"), make_author("Rosa", slug="rosa")
    body = f'<p>Tide.</p><p>{VIDEO}</p><p><img src="https://pictures.example/a.jpg" alt="A quay"></p>'
    image = make_image(source_url="https://pictures.example/b.jpg")
    post = make_post("Tide", body=body, categories=[category], authors=[author], featured_image=image)
    make_replies(3, post, comment="See https://elsewhere.example/a.png", writer_url="https://charlie.example")
    for url in ("https://radio.example/talk.mp3", "https://vimeo.com/76979871"):
        MediaLink.objects.create(post=post, url=url, transcript="Tide.", poster=image)
    article = post.get_absolute_url()
    talks = [
        "/appearances/",
        "/appearances/?q=tide",
        f"/appearances/{post.media_links.last().pk}/transcript/",
    ]
    addresses = ["/", article, f"{article}reply/", "/category/sea/", "/author/rosa/", "/search/?q=tide"]
    for address in [*addresses, *talks, make_page("About").get_absolute_url()]:
        page.goto(live_server.url + address, wait_until="networkidle")
    assert complaints.foreign == []
    assert page.context.cookies() == []
    kept = page.evaluate("({...localStorage, ...sessionStorage})")
    assert {name.partition(":")[0] for name in kept} == {"visit"}
    visit = json.loads(kept[f"visit:{article}"])
    assert set(visit) == {"at", "seen", "since", "known"}
    assert all(isinstance(number, int) for number in [*visit["seen"], *visit["known"], visit["at"]])
