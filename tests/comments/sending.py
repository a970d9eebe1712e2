"""What tests of replying share: an article, no limit, and a form that is sent."""

from django.http import HttpResponse
from django.utils import timezone

from comments import confirming
from comments.models import Writer

TEXT = "The pier was there before either navy."


def send(client, post, typed, **headers):
    data = {"comment": TEXT, **typed}
    return client.post(f"{post.get_absolute_url()}reply/", data, headers=headers or None)


def page(response):
    return response.content.decode()


def prove(client, email):
    """Have the client known as the owner of this address, as after a press behind a mailed link."""
    writer = Writer.objects.of(email)
    Writer.objects.filter(pk=writer.pk).update(confirmed_at=timezone.now())
    response = HttpResponse()
    confirming.remember(response, writer)
    client.cookies.update(response.cookies)
    return client
