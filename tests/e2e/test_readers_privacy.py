"""Reading tells nobody but the journal: no cookie, no storage, no request to another host."""

from tests.factories import make_author, make_category, make_image, make_page, make_post, make_replies

VIDEO = "https://youtu.be/dQw4w9WgXcQ"


def test_reading_every_kind_of_page_stays_on_the_site(page, live_server, complaints):
    category, author = make_category("Sea"), make_author("Rosa", slug="rosa")
    body = f'<p>Tide.</p><p>{VIDEO}</p><p><img src="https://pictures.example/a.jpg" alt="A quay"></p>'
    image = make_image(source_url="https://pictures.example/b.jpg")
    post = make_post("Tide", body=body, categories=[category], authors=[author], featured_image=image)
    make_replies(3, post, comment="See https://elsewhere.example/a.png", writer_url="https://charlie.example")
    article = post.get_absolute_url()
    addresses = ["/", article, f"{article}reply/", "/category/sea/", "/author/rosa/", "/search/?q=tide"]
    for address in [*addresses, make_page("About").get_absolute_url()]:
        page.goto(live_server.url + address, wait_until="networkidle")
    assert complaints.foreign == []
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
