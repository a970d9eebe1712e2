"""The page behind a mailed link, and its button. Looking changes nothing: mail programs look, too."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from blog.models import Post
from blog.publicpages import reader
from comments.mail import leaving
from comments.models import Confirmation, Reply, ReplyStatus
from comments.origin import comes_from_nowhere_else
from comments.writers import confirming, expiring, fulfilling
from comments.writers.privatepages import private_page
from comments.writers.waiting import way_to

SAME_PRESS = timedelta(minutes=10)  # a browser keeps the answer to the last of several presses
MOST_OTHERS = 20
LONGEST_NUMBER = 15  # digits, as in addresses


@private_page
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether it was they; one press confirms."""
    found = confirming.found(token)
    if found is None or found.is_over:
        return render(
            request, "comments/confirming/over.html", {"known": found}, status=410 if found else 404
        )
    if request.method == "POST" and comes_from_nowhere_else(request):
        return decline(request, found) if "decline" in request.POST else press(request, found)
    if is_done(found):
        return onward(request, found)
    status = 403 if request.method == "POST" else 200
    return render(request, "comments/confirming/ask.html", asked(found, refused=status == 403), status=status)


def press(request: HttpRequest, found: Confirmation) -> HttpResponse:
    """What was confirmed comes true, and this browser is known from now on."""
    ticked = request.POST.getlist("also")[:MOST_OTHERS]
    also = [int(number) for number in ticked if number.isdecimal() and len(number) <= LONGEST_NUMBER]
    fulfilling.fulfil(found, also)
    response = onward(request, found)
    if found.was_used_within(SAME_PRESS):
        confirming.remember(response, found.writer)
    return response


def decline(request: HttpRequest, found: Confirmation) -> HttpResponse:
    """Somebody else typed this address: what they wrote goes."""
    if found.purpose == Confirmation.Purpose.REPLY and found.reply:
        expiring.discard(found.reply)
    found.delete()
    return render(request, "comments/confirming/declined.html", {"post": found.post})


def is_done(found: Confirmation) -> bool:
    """Whether there is nothing left to press for."""
    if found.purpose == Confirmation.Purpose.REPLY and found.reply:
        return found.reply.status != ReplyStatus.UNCONFIRMED
    return found.used_at is not None


def asked(found: Confirmation, *, refused: bool) -> dict[str, object]:
    """What the page shows; other unconfirmed replies of the address are offered, not taken for granted."""
    others = Reply.objects.unconfirmed().by_key(found.writer.key).select_related("post")
    return {
        "found": found,
        "reply": found.reply,
        "post": found.post,
        "refused": refused,
        "others": others.exclude(pk=found.reply.pk if found.reply else 0)[:MOST_OTHERS],
    }


def onward(request: HttpRequest, found: Confirmation) -> HttpResponse:
    """To what was confirmed, as it stands now."""
    reply = found.reply
    if found.purpose == Confirmation.Purpose.FOLLOW:
        return redirect(leaving.page_of(leaving.Person(found.writer)))
    if reply:
        reply.refresh_from_db(fields=["status"])
    post = reply.post if reply else found.post
    if post and not Post.everything.visible_to(reader(request)).filter(pk=post.pk).exists():
        return render(request, "comments/confirming/done.html", {"post": post})
    if reply:
        return redirect(way_to(reply))
    return redirect(post.get_absolute_url()) if post else render(request, "comments/confirming/done.html")
