"""A small media library for the tests of texts."""

from wordpress.content import Attachment, EmptyLibrary, convert


class Library(EmptyLibrary):
    """Pictures 5 and 6, a recording attached to post 3, a reusable block 8, the site old.example.org."""

    base = "https://old.example.org/"

    def attachment(self, number):
        if number in (5, 6):
            address = f"https://old.example.org/wp-content/uploads/p{number}.jpg"
            return Attachment(number, address, "image/jpeg", alt=f"alt {number}", caption=f"caption {number}")
        return None

    def attachment_at(self, url):
        return next((self.attachment(n) for n in (5, 6) if f"/p{n}" in url), None)

    def attached_to(self, post):
        recording = Attachment(
            7, "https://old.example.org/wp-content/uploads/talk.mp3", "audio/mpeg", "The talk"
        )
        return [self.attachment(5), recording] if post == 3 else []

    def reusable(self, number):
        return "<!-- wp:paragraph --><p>Said again</p><!-- /wp:paragraph -->" if number == 8 else None

    def new_address(self, url):
        return "/2016/08/29/here/" if url == "https://old.example.org/?p=1" else None


def html(source, post=3):
    return convert(source, Library(), post=post).html


def notes(source):
    return [f"{note.verdict}: {note.what}" for note in convert(source, Library(), post=3).notes]
