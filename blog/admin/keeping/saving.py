"""Nothing typed is ever lost: how a writing form opens, what a save compares, keeps and undoes.

A save holds the post's row, so that of two at once the second sees the first; what it would write over
comes back to the form with both texts. What is only tried (autosaves, working copies, comparisons) is saved
like everything else, looked at, and rolled back: nothing readers see is touched, nothing waits for a commit.
"""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any, cast
from uuid import uuid4

from django.contrib import admin, messages
from django.db import DatabaseError, IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from blog import permissions
from blog.admin.keeping import opening
from blog.admin.keeping.carrying import words_page
from blog.admin.keeping.conflict import conflict_of, is_stale, sent_base
from blog.admin.keeping.formstate import formstate
from blog.admin.keeping.opening import LIVE, WORKING, OpenedForm, Opening
from blog.models import Post, Revision
from blog.revisions import revising
from blog.revisions.contents import Content, content_of
from blog.trouble import sentence_about


@dataclass
class Trial:
    """What a save would come to: the post's content and state, or the form with its mistakes."""

    content: Content | None = None
    status: str = ""
    response: HttpResponse | None = None


class KeepingAdmin(admin.ModelAdmin[Any]):
    """The base of WritingAdmin: its form opens with everything that was typed, and saves without loss."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        said: dict[str, Any] = vars(request)
        if request.method != "POST":
            post = self.get_object(request, object_id) if object_id else None
            is_open = post is not None and self.has_change_permission(request, post)
            said["opening"] = opening.opened_for(request, post, self) if post and is_open else Opening()
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            for _again in range(3):
                with suppress(IntegrityError):  # another request was faster; now its row can be seen
                    return self.saving(request, object_id, extra_context)
            return self.saving(request, object_id, extra_context)
        except (OSError, DatabaseError) as error:
            if not (sentence := sentence_about(error)):
                raise
            words = Opening(request.POST, base=sent_base(request) or 0, trouble=sentence)
            return self.reopened(request, object_id, words, 507)

    def begun(self, request: HttpRequest) -> str | None:
        """The row that an autosave has made for this form of a new text, or an earlier send of it."""
        form = request.POST.get("form_token", "")
        known = Revision.objects.of_form(form, permissions.person(request).pk)
        return str(known.post_id) if known else None

    @transaction.atomic
    def saving(self, request: HttpRequest, object_id: str | None, extra_context: Any) -> HttpResponse:
        """One transaction. Who comes too late gets the form back with both texts."""
        object_id = object_id or self.begun(request)
        post = revising.locked(int(object_id)) if object_id and object_id.isdecimal() else None
        if object_id and (answer := self.out_of_reach(request, post)):
            return answer
        if post is not None and self.has_change_permission(request, post):
            if "_theirs" in request.POST:
                return self.give_way(request, post)
            if "_discard" in request.POST:
                return self.discard(request, post)
            if is_stale(request, post) and (met := conflict_of(request, post, self)):
                return met
            self.keep_what_was(post)
            if "_later" in request.POST and post.is_out:
                return self.save_for_later(request, post)
        return super().changeform_view(request, object_id, "", extra_context)

    def keep_what_was(self, post: Post) -> None:
        """The history holds what a save is about to write over, whoever wrote it."""
        if not post.is_only_begun and not post.revisions.history().filter(base=post.version).exists():
            revising.record(post, None)

    def tried(self, request: HttpRequest, object_id: str | None) -> Trial:
        """Save, look, and undo it."""
        trial = vars(request)["trial"] = Trial()
        try:
            with transaction.atomic():
                trial.response = super().changeform_view(request, object_id)
                transaction.set_rollback(True)
        finally:
            del vars(request)["trial"]
        return trial

    def reopened(
        self, request: HttpRequest, object_id: str | None, words: Opening, status: int = 200
    ) -> HttpResponse:
        """The form with words that are not saved, as if it had been opened with them."""
        vars(request)["opening"] = words
        method, request.method = request.method, "GET"
        try:
            response = super().changeform_view(request, object_id)
        finally:
            request.method = method
        response.status_code = status
        return response

    # What buttons do

    def save_for_later(self, request: HttpRequest, post: Post) -> HttpResponse:
        """Keep everything typed as the working copy of an article that is out."""
        trial = self.tried(request, str(post.pk))
        if trial.content is None:
            return trial.response or HttpResponse(status=500)
        revising.raise_version(post)
        user, typed = permissions.person(request), opening.typed_from(request.POST)
        revising.forget_form(post, user, request.POST.get("form_token", ""), typed)
        revising.keep_working(post, user, trial.content, {**typed, "form_source": [WORKING]})
        said = _("Saved for later. Readers see nothing of it until you press “Update”.")
        self.message_user(request, said, messages.SUCCESS)
        return self.to_form(post)

    def out_of_reach(self, request: HttpRequest, post: Post | None) -> HttpResponse | None:
        """Where the words go when the text is gone, or is no more one's own to change."""
        if post is None and self.has_change_permission(request):
            said = _("This text was deleted meanwhile. Nothing was saved; here are the words.")
            return words_page(request, said, 410)
        if post is not None and is_stale(request, post) and self.is_out_of_hand(request, post):
            said = _("You may not change this text any more. Your words are kept among the revisions.")
            return self.give_way(request, post, said)
        return None

    def is_out_of_hand(self, request: HttpRequest, post: Post) -> bool:
        """Whether an editor has published, while they wrote, what its writer may change no more."""
        if self.has_change_permission(request, post) or not self.has_change_permission(request):
            return False
        return bool(self.get_queryset(request).filter(pk=post.pk).exists())

    def give_way(self, request: HttpRequest, post: Post, said: str = "") -> HttpResponse:
        """Take what somebody else has saved; one's own words stay among the revisions."""
        user, form = permissions.person(request), request.POST.get("form_token", "")
        typed = opening.typed_from(request.POST)
        base = sent_base(request) or 0
        kept = revising.keep_typed(post, user, form or uuid4().hex, typed, base=base)
        if kept := kept or Revision.objects.of_form(form, user.pk):
            revising.set_aside(kept)
        said = said or _("Your own words are kept among the revisions.")
        self.message_user(request, said, messages.INFO)
        return self.to_form(post, "?saved")

    def discard(self, request: HttpRequest, post: Post) -> HttpResponse:
        """Words that were not saved, or a working copy, out of the way."""
        asked = request.POST["_discard"]
        row = post.revisions.filter(pk=int(asked)).first() if asked.isdecimal() else None
        is_own = row is not None and row.kind == Revision.Kind.AUTOSAVE and row.user_id == request.user.pk
        if row and (is_own or row.kind == Revision.Kind.WORKING):
            if row.kind == Revision.Kind.WORKING:
                revising.raise_version(post)
            revising.set_aside(row)
            said = _("Discarded. For 90 days it can still be found among the revisions.")
            self.message_user(request, said, messages.SUCCESS)
        return self.to_form(post)

    def to_form(self, post: Post, query: str = "") -> HttpResponseRedirect:
        address = reverse(f"admin:blog_{self.opts.model_name}_change", args=[post.pk])
        return HttpResponseRedirect(f"{address}{query}")

    # Hooks of Django's form

    def get_form(
        self, request: HttpRequest, obj: Post | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        words = kwargs.pop("opening", vars(request).get("opening"))
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (OpenedForm, form), {"opening": words})

    def create_formsets(self, request: HttpRequest, post: Post) -> Any:
        """(formsets, inlines) of a post that is there."""
        return cast("Any", super())._create_formsets(request, post, change=True)

    def get_formset_kwargs(self, request: HttpRequest, obj: Post, inline: Any, prefix: str) -> dict[str, Any]:
        options: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        words = vars(request).get("opening")
        data = options.get("data") or (words.data if words else None)
        if data is None:
            return options
        if f"{prefix}-TOTAL_FORMS" not in data:  # a form that knows nothing of these parts leaves them alone
            nothing = {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
            return {**options, "data": nothing} if request.method == "POST" else options
        if request.method == "POST" or inline.has_change_permission(request, obj if obj.pk else None):
            rows = options["queryset"].filter(post=obj).values_list("pk", flat=True) if obj.pk else []
            key = inline.model._meta.pk.name
            options["data"] = opening.fitted(data, prefix, {str(row) for row in rows}, key)
        return options

    def get_inline_formsets(self, request: HttpRequest, formsets: Any, *args: Any, **kwargs: Any) -> Any:
        if request.method != "POST" and vars(request).get("opening"):
            opening.quieten(formsets)
        return super().get_inline_formsets(request, formsets, *args, **kwargs)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["keeping"] = formstate(request, kwargs.get("obj"), self)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Post, form: Any, change: bool) -> None:
        begun = Post.everything.only_begun().filter(pk=obj.pk)
        form.is_first = not change or (obj.version == 0 and begun.exists())
        obj.version += 1
        super().save_model(request, obj, form, change)

    def finish(self, request: HttpRequest, post: Post) -> HttpResponse | None:
        """After a save, before it is committed: a trial ends here, anything else becomes history."""
        if trial := vars(request).get("trial"):
            trial.content, trial.status = content_of(post), post.status
            return HttpResponse()
        user, typed = permissions.person(request), opening.typed_from(request.POST)
        form = request.POST.get("form_token", "")
        revising.forget_form(post, user, form, typed)
        kind = Revision.Kind.PUBLISHED if post.is_out else Revision.Kind.SAVED
        revising.record(post, user, kind, form=form, typed=typed)
        if request.POST.get("form_source", LIVE) == WORKING:
            post.revisions.filter(kind=Revision.Kind.WORKING).delete()
        return None
