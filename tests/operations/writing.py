"""A person who is logged in at a site that runs, as far as cookies and forms go."""

import http.cookiejar
import urllib.error
import urllib.parse
import urllib.request

import lxml.html

from tests.factories import make_user

NAME, PASSWORD = "ada", "a long one"


def administrator(settings):
    """The person of that name, whom a site in another process lets in too."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    user = make_user(NAME, superuser=True)
    user.set_password(PASSWORD)
    user.save()
    return user


class Writer:
    """A person with a browser at a site that runs."""

    def __init__(self, port: int) -> None:
        self.port = port
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies)
        values = self.form("/admin/login/", "login-form") | {"username": [NAME], "password": [PASSWORD]}
        self.send("/admin/login/", values)

    def send(self, path: str, values: dict[str, list[str]] | None = None) -> tuple[int, str, str]:
        """Status, text and final path of an answer; a form is posted."""
        data = urllib.parse.urlencode(values, doseq=True).encode() if values else None
        address = f"http://127.0.0.1:{self.port}{path}"
        try:
            with self.opener.open(address, data, timeout=30) as answer:
                return answer.status, answer.read().decode(), urllib.parse.urlsplit(answer.url).path
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(), path

    def form(self, path: str, wanted: str = "post_form") -> dict[str, list[str]]:
        page = lxml.html.fromstring(self.send(path)[1])
        form = next(form for form in page.forms if form.get("id") == wanted)
        values: dict[str, list[str]] = {}
        for name, value in form.form_values():
            values.setdefault(name, []).append(value)
        return {name: value for name, value in values.items() if not name.startswith("_")}
