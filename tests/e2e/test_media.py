"""Embedded media in a browser: nothing is asked of another host before the press."""

from playwright.sync_api import expect

from tests.factories import make_post

TALK = "https://youtu.be/dQw4w9WgXcQ"
INTERVIEW = "https://radio.example/harbour.mp3"


PLAYER = "https://www.youtube-nocookie.com/"


def opened(page, live_server, body):
    post = make_post(body=body)
    page.goto(f"{live_server.url}{post.get_absolute_url()}")
    return page.locator("figure.media")


def test_press_makes_the_player_and_not_before(page, live_server, complaints):
    card = opened(page, live_server, f"<p>{TALK}</p>")
    button = card.get_by_role("button", name="Play")
    button.wait_for()
    assert complaints.foreign == []
    complaints.expect(PLAYER)
    with page.expect_request(f"{PLAYER}**"):
        button.press("Enter")
    frame = card.locator("iframe")
    assert frame.get_attribute("src").startswith(f"{PLAYER}embed/dQw4w9WgXcQ")
    expect(frame).to_have_attribute("referrerpolicy", "strict-origin-when-cross-origin")
    expect(frame).to_have_attribute("title", "Watch on YouTube")
    assert frame.evaluate("frame => document.activeElement === frame")
    expect(card.locator("a")).to_have_attribute("href", TALK)


def test_file_plays_in_the_browsers_own_player(page, live_server, complaints):
    complaints.expect(INTERVIEW)
    card = opened(page, live_server, f"<p>{INTERVIEW}</p>")
    with page.expect_request(INTERVIEW):
        card.get_by_role("button").click()
    player = card.locator("audio[controls]")
    expect(player).to_have_attribute("src", INTERVIEW)
    assert player.evaluate("audio => audio.preload") == "none"
    expect(card.locator("button")).to_have_count(0)
    expect(card.locator("figcaption")).to_have_text("Audio · radio.example", use_inner_text=True)


def test_player_of_a_host_the_server_did_not_name_is_not_made(page, live_server, complaints):
    card = opened(page, live_server, f"<p>{TALK}</p>")
    card.evaluate("card => { card.dataset.player = 'https://evil.example/'; }")
    complaints.expect(TALK)  # the reader follows the link instead
    with page.expect_event("requestfailed"):
        card.get_by_role("button").click()
    assert {url.split("/")[2] for url in complaints.foreign} == {"youtu.be"}


def test_card_without_javascript_is_a_link(page_without_javascript, live_server):
    card = opened(page_without_javascript, live_server, f"<p>{TALK}</p>")
    expect(card.locator("a")).to_have_attribute("href", TALK)
    expect(card.locator("button")).to_be_hidden()
