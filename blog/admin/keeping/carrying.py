"""Words that were sent and could not be saved: pages that carry them on, or show them to be copied."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

PREFIX = "login"


def carried(sent: QueryDict) -> QueryDict:
    """What the writing form sent, without what belongs to the login page and to this one request."""
    kept = sent.copy()
    for name in sent:
        if name.startswith(f"{PREFIX}-") or name == "csrfmiddlewaretoken":
            del kept[name]
    return kept


def fields_of(request: HttpRequest) -> list[tuple[str, str]]:
    """What was sent, as names and values of hidden fields."""
    words = carried(request.POST)
    return [(name, value) for name in words for value in words.getlist(name)]


def send_again_page(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """What was sent, to be sent again by whoever looks at this page."""
    context = {**admin.site.each_context(request), "title": _("Not saved"), "sentence": sentence}
    context |= {"fields": fields_of(request), "has_files": bool(request.FILES)}
    return TemplateResponse(request, "admin/send_again.html", context, status=status)


def words_page(request: HttpRequest, sentence: str, status: int = 403) -> HttpResponse:
    """The words to be copied, where they can be neither saved nor shown in their form."""
    words = [(name, request.POST.get(name, "")) for name in ("title", "standfirst", "body")]
    context = {**admin.site.each_context(request), "title": _("Not saved"), "sentence": sentence}
    context["words"] = [(name, value) for name, value in words if value]
    return TemplateResponse(request, "admin/words.html", context, status=status)
