"""What tests of replying share: a form that is sent, and the mail that comes of it."""

from django.core import mail
from django.http import HttpResponse
from django.utils import timezone

from comments.mail import outbox
from comments.models import Letter, Writer
from comments.writers import confirming

TEXT = "The pier was there before either navy."


def send(client, post, typed, **headers):
    data = {"comment": TEXT, **typed}
    return client.post(f"{post.get_absolute_url()}reply/", data, headers=headers or None)


def page(response):
    return response.content.decode()


def proof(email):
    """The cookies of a browser whose owner has pressed behind a link mailed to this address."""
    writer = Writer.objects.of(email)
    Writer.objects.filter(pk=writer.pk).update(confirmed_at=timezone.now())
    response = HttpResponse()
    confirming.remember(response, writer)
    return response.cookies


def prove(client, email):
    """Have the client known as the owner of this address."""
    client.cookies.update(proof(email))
    return client


def prove_in(page, live_server, email):
    """The same for a page in Chromium."""
    value = proof(email)[confirming.COOKIE].value
    page.context.add_cookies([{"name": confirming.COOKIE, "value": value, "url": str(live_server)}])


def told(worker):
    """Who gets mail by what waits for the worker."""
    mail.outbox.clear()
    worker.work_once()
    return sorted(address for message in mail.outbox for address in message.to)


def post_to(people, kind=Letter.Kind.YOURS):
    """A letter to each of these writers."""
    return [outbox.post(kind, f"test:{writer.pk}", writer=writer) for writer in people]


def state(letter):
    return Letter.objects.get(pk=letter.pk)
