"""Presses of the queue's buttons: one decision, many, undo, trust. With and without JavaScript."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin, messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
    JsonResponse,
    QueryDict,
)
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import URLPattern, re_path, reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.permissions import person
from blog.urlparts import split
from comments import moderation, permissions
from comments.models import VIEWS, Decision, Reason, Reply, View, Writer
from comments.moderating import queue
from comments.moderating.choosing import DECISIONS, DONE, said, why_not

View_ = Callable[..., HttpResponse]
LONGEST_NOTE = 2000
MOST = 200  # replies in one bulk decision


def by_moderators(view: View_) -> View_:
    """Only by POST, only by those who may moderate."""

    @wraps(view)
    def checked(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not permissions.may_moderate(request.user):
            return HttpResponse(status=403)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return view(self, request, *args, **kwargs)

    return checked


class DecidingAdmin(admin.ModelAdmin[Any]):
    """The addresses to which the queue's forms post."""

    def get_urls(self) -> list[URLPattern]:
        number = r"^(?P<pk>[0-9]{1,15})"
        wrap = self.admin_site.admin_view
        return [
            re_path(rf"{number}/decision/$", wrap(self.decision), name="comments_reply_decision"),
            re_path(rf"{number}/trust/$", wrap(self.trust), name="comments_reply_trust"),
            re_path(r"^decisions/$", wrap(self.decisions), name="comments_reply_decisions"),
            re_path(r"^undo/$", wrap(self.undo), name="comments_reply_undo"),
            *super().get_urls(),
        ]

    @by_moderators
    def decision(self, request: HttpRequest, pk: str) -> HttpResponse:
        """One reply: `decision` is `what was seen:state to move to`."""
        reply = get_object_or_404(Reply, pk=pk)
        seen, _colon, to = request.POST.get("decision", "").rpartition(":")
        if to not in DECISIONS:
            return HttpResponse(status=400)
        outcome = moderation.decide([reply], to, seen=seen, **order(request))
        if not outcome.made:
            return self.refused(request, why_not(now(pk), seen))
        return self.done(request, said(outcome.made[0], reply), outcome.made)

    @by_moderators
    def decisions(self, request: HttpRequest) -> HttpResponse:
        """Many: each of `chosen` is `number:what was seen`, `to` is where they go."""
        to = request.POST.get("to", "")
        chosen = dict(number_and_seen(each) for each in request.POST.getlist("chosen")[:MOST])
        if to not in DECISIONS:
            return HttpResponse(status=400)
        if not chosen:
            return self.refused(request, _("No reply was ticked, so nothing was changed."))
        outcome = moderation.decide(chosen, to, seen=chosen, **order(request))
        for sentence in self.told_of_missed(outcome.missed, chosen):
            self.message_user(request, sentence, messages.WARNING)
        if not outcome.made:
            return HttpResponseRedirect(self.way_back(request))
        number = len(outcome.made)
        sentence = ngettext("%(number)d reply: %(done)s.", "%(number)d replies: %(done)s.", number)
        done = _("restored as they were") if to == moderation.BEFORE else DONE[to]
        return self.done(request, sentence % {"number": number, "done": done}, outcome.made)

    @by_moderators
    def undo(self, request: HttpRequest) -> HttpResponse:
        """Take back decisions: their numbers, with commas between."""
        asked = request.POST.get("decision", "").split(",")[:MOST]
        numbers = [each for each in asked if each.isdecimal() and len(each) < 16]
        found = Decision.objects.filter(pk__in=numbers)
        if not found:
            raise Http404
        missed: list[str] = []
        for decision in found:
            if not moderation.undo(decision, by=person(request)).made:
                missed.append(why_not(now(decision.reply_id), f".{decision.pk}."))
        if len(missed) == len(found):
            return self.refused(request, " ".join(missed))
        for sentence in missed:
            self.message_user(request, sentence, messages.WARNING)
        return self.undone(request, found[0], len(found) - len(missed))

    @by_moderators
    def trust(self, request: HttpRequest, pk: str) -> HttpResponse:
        """The replies of this writer wait no more; `trusted` empty: they do again."""
        reply = get_object_or_404(Reply, pk=pk)
        if not reply.writer_key:
            return self.refused(request, _("This reply has no address that could be trusted."))
        writer, trusted = Writer.objects.of(reply.user_email), bool(request.POST.get("trusted"))
        Writer.objects.filter(pk=writer.pk).update(trusted=trusted)
        sentence = _("Trusted from now on: %(name)s.") if trusted else _("Trusted no more: %(name)s.")
        self.message_user(request, sentence % {"name": reply.writer_name}, messages.SUCCESS)
        return HttpResponseRedirect(self.way_back(request))

    # Answers

    def done(self, request: HttpRequest, sentence: str, made: list[Decision]) -> HttpResponse:
        """Say so and offer to undo it."""
        numbers = ",".join(str(each.pk) for each in made)
        if wants_json(request):
            return self.answer(request, sentence, undo=numbers)
        button = '{} <button form="undo" name="decision" value="{}" class="quiet-button">{}</button>'
        self.message_user(request, format_html(button, sentence, numbers, _("Undo")), messages.SUCCESS)
        return HttpResponseRedirect(self.way_back(request))

    def undone(self, request: HttpRequest, decision: Decision, number: int) -> HttpResponse:
        reply = Reply.objects.for_queue().get(pk=decision.reply_id)
        words = {"name": reply.writer_name, "state": reply.get_status_display(), "number": number}
        one = _("Undone: the reply by %(name)s is again as it was (%(state)s).")
        sentence = (one if number == 1 else _("Undone: %(number)d replies are again as they were.")) % words
        if wants_json(request):
            return self.answer(request, sentence, row=self.row(request, reply))
        self.message_user(request, sentence, messages.SUCCESS)
        return HttpResponseRedirect(self.way_back(request))

    def refused(self, request: HttpRequest, sentence: str) -> HttpResponse:
        """Nothing was changed, and why."""
        if wants_json(request):
            return JsonResponse({"said": sentence}, status=409)
        self.message_user(request, sentence, messages.WARNING)
        return HttpResponseRedirect(self.way_back(request))

    def told_of_missed(self, missed: list[int], chosen: dict[int, str]) -> list[str]:
        return [why_not(reply, chosen[reply.pk]) for reply in Reply.objects.filter(pk__in=missed)]

    def row(self, request: HttpRequest, reply: Reply) -> str:
        [row] = queue.rows([reply])
        context = {"row": row, "back": self.way_back(request), "reasons": Reason.choices}
        return render_to_string("admin/comments/reply/_row.html", context, request)

    def answer(self, request: HttpRequest, sentence: str, **more: str) -> JsonResponse:
        """What was done, for the script; with how many are left in the view, if it is one."""
        left = self.left(request)
        if left is None:
            return JsonResponse({"said": sentence, **more})
        counted = ngettext("%(number)d left.", "%(number)d left.", left) % {"number": left}
        return JsonResponse({"said": f"{sentence} {counted}", "left": left, **more})

    def left(self, request: HttpRequest) -> int | None:
        """How many are left in the view from which the button was pressed."""
        asked = QueryDict(split(self.way_back(request)).query)
        view, article = asked.get("view", View.WAITING.value), asked.get("article", "")
        if view not in VIEWS or "state" in asked:
            return None
        rows = Reply.objects.in_view(view)
        return (rows.filter(post_id=article) if article.isdecimal() else rows).count()

    def way_back(self, request: HttpRequest) -> str:
        back = request.POST.get("next") or request.GET.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
        return back if is_ours else reverse("admin:comments_reply_changelist")


def order(request: HttpRequest) -> dict[str, Any]:
    """Who decides, for which reason, and what the writer is told."""
    reason = request.POST.get("reason", "")
    return {
        "by": person(request),
        "reason": reason if reason in Reason.values else "",
        "note": request.POST.get("note", "").replace("\x00", "").strip()[:LONGEST_NOTE],
    }


def number_and_seen(each: str) -> tuple[int, str]:
    number, _colon, seen = each.partition(":")
    return (int(number) if number.isascii() and number.isdecimal() else 0), seen


def now(pk: Any) -> Reply:
    return get_object_or_404(Reply.objects.with_ledger(), pk=pk)


def wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")
