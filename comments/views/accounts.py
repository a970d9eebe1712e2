"""The public account of what moderation does."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from blog.publicpages import public_page
from comments.models import DebateRules, Reason
from comments.moderating import summary


@public_page
def moderation(request: HttpRequest, year: str = "") -> HttpResponse:
    """The rules of the debate, and what was decided in the newest months or in one year."""
    years = summary.years()
    if year and int(year) not in years:
        raise Http404
    context = {
        "rules": DebateRules.current(),
        "reasons": Reason.choices,
        "months": summary.of_year(int(year)) if year else summary.latest(),
        "year": year,
        "years": years,
    }
    return render(request, "comments/moderation.html", context)
