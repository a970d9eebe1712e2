"""What tests of replying share: an article, no limit, and a form that is sent."""

TEXT = "The pier was there before either navy."


def send(client, post, typed, **headers):
    data = {"comment": TEXT, **typed}
    return client.post(f"{post.get_absolute_url()}reply/", data, headers=headers or None)


def page(response):
    return response.content.decode()
