"""Following replies by mail, and the way out."""

from urllib.parse import unquote

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from blog import addresses, limits, passwords
from blog.models import Post
from blog.network import client_network
from blog.publicpages import has_session, reader
from blog.views.articles import moved
from comments.mail import following, leaving
from comments.mail.followform import HERE, FollowForm, ManageForm
from comments.models import Confirmation, writer_key
from comments.origin import comes_from_nowhere_else, is_own_form
from comments.permissions import staff
from comments.writers import confirming
from comments.writers.privatepages import private_page

SCOPE, MOST = "follow", (10, 600)  # attempts of one network, in seconds
REFUSED, INVALID, TOO_MANY = 403, 422, 429


@csrf_exempt  # comments.origin looks at every POST, and what was typed is kept
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, path: str) -> HttpResponse:
    """The form that asks for mail about new replies, and the place to which it is sent."""
    post = addresses.among(Post.everything.visible_to(reader(request)), path).first()
    if post is None or not passwords.is_open_to(post, request):
        raise Http404
    if request.method == "POST":
        return begin(request, post)
    address = f"{post.get_absolute_url()}follow/"
    if unquote(address) != request.path:
        return moved(request, address)
    writer = confirming.confirmed_writer(request)
    return follow_page(request, post, FollowForm(initial={"email": writer.email if writer else ""}))


def begin(request: HttpRequest, post: Post) -> HttpResponse:
    """Follow, or mail a link that does. Whether an address is known here, nobody learns from the answer."""
    form = FollowForm(request.POST)
    if not is_own_form(request):
        notice = _("This form came from another page. Please press the button once more.")
        return follow_page(request, post, form, notice=notice, status=REFUSED)
    if not form.is_valid():
        return follow_page(request, post, form, status=INVALID)
    if not limits.allow(SCOPE, client_network(request), MOST):
        notice = _("Your network has asked for this many times. Please wait a little and try again.")
        return follow_page(request, post, form, notice=notice, status=TOO_MANY)
    about = post if form.cleaned_data["about"] == HERE else None
    done = not form.is_trapped and begin_for(request, form, about)
    context = {"post": post, "about": about, "done": done, "email": form.cleaned_data["email"]}
    return render(request, "comments/following/begun.html", context)


def begin_for(request: HttpRequest, form: FollowForm, about: Post | None) -> bool:
    """Whether the address follows already, because this browser has proved that it is its own."""
    email, cadence = form.cleaned_data["email"], form.cleaned_data["cadence"]
    known = confirming.confirmed_writer(request)
    if known and known.key == writer_key(email):
        following.start(known, post=about, cadence=cadence)
        return True
    confirming.ask_to_confirm(email, Confirmation.Purpose.FOLLOW, post=about, cadence=cadence)
    return False


def follow_page(
    request: HttpRequest, post: Post, form: FollowForm, *, notice: str = "", status: int = 200
) -> HttpResponse:
    context = {"post": post, "form": form, "notice": notice, "needs_token": has_session(request)}
    return render(request, "comments/following/follow.html", context, status=status)


@private_page
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """All that an address follows. The signed address is the right to change it."""
    person = leaving.person(token)
    if person is None:
        raise Http404
    form = ManageForm(person, request.POST if request.method == "POST" else None)
    if request.method == "POST" and comes_from_nowhere_else(request) and form.is_valid():
        leaving.stop_everything(person) if "stop" in request.POST else form.save()
        return redirect(f"{request.path}?saved=1")
    context = {"person": person, "form": form, "saved": "saved" in request.GET}
    return render(request, "comments/following/manage.html", context)


@private_page
def unfollow(request: HttpRequest, token: str) -> HttpResponse:
    """A button that ends what one mail was about; RFC 8058 has mail programs press it by one POST, without
    cookie, origin or token."""
    wish = leaving.wish(token)
    if wish is None:
        raise Http404
    if request.method == "POST":
        leaving.fulfil(wish)
    context = {"wish": wish, "done": request.method == "POST", "manage": leaving.page_of(wish.person)}
    return render(request, "comments/following/unfollow.html", context)


@never_cache
@require_safe
@login_required(login_url="admin:login")
def own(request: HttpRequest) -> HttpResponse:
    """To the page of whoever is logged in."""
    user = staff(reader(request))
    if user is None:
        raise Http404
    return redirect(leaving.page_of(leaving.of_user(user)).removeprefix(settings.SITE_URL))
