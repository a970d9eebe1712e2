"""What the admin of posts and the admin of pages have in common: who sees what, buttons, saving."""

from typing import Any, cast

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from js_asset import Media, Script

from blog import permissions
from blog.admin import boxes, places
from blog.admin.keeping import autosaving
from blog.admin.keeping.saving import KeepingAdmin
from blog.admin.postform import WritingForm
from blog.admin.postlist import counted, standings
from blog.admin.sharing import preview_of
from blog.admin.widgets import plain_choice
from blog.models import Post, PostQuerySet, Revision, Status
from blog.revisions import revising
from blog.revisions.timeline import step_note
from blog.search import holding

NAVIGATING = {"_addanother", "_continue", "_popup"}


SCRIPTS = "boxes checklist permalink sharing counters category-tree picture-field ordering".split()


class WritingAdmin(KeepingAdmin):
    """The base of PostAdmin and PageAdmin."""

    form = WritingForm
    search_fields = ["title", "slug", "standfirst"]
    list_per_page = 50
    show_full_result_count = False
    save_on_top = False
    actions = ["publish_chosen", "withdraw_chosen", "trash_chosen"]
    readonly_fields = ["shown_owner"]
    radio_fields = {"visibility": admin.VERTICAL}

    class Media:
        js = [
            *(Script(f"js/admin/{name}.js", type="module") for name in SCRIPTS),
            Script("js/admin/publish-box.js", type="module"),
            Script("js/admin/autosave-local.js", type="module"),
            Script("js/admin/autosave.js", type="module"),
        ]

    # Who may

    def get_queryset(self, request: HttpRequest) -> PostQuerySet:
        rows: PostQuerySet = self.model.objects.belonging_to(request.user)
        return rows.order_by(*self.get_ordering(request))

    def has_change_permission(self, request: HttpRequest, obj: Post | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or permissions.asker_may_edit(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Post | None = None) -> bool:
        """Deleting takes the replies along, so only what lies in the trash can be deleted."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or obj.status == Status.TRASH)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return permissions.may_publish(request.user)

    # The list

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        shown = standings(request, self.model.objects.belonging_to(request.user))
        vars(request)["counted"] = counted(request, shown)
        return super().changelist_view(request, {"standings": shown} | (extra_context or {}))

    def get_paginator(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        paginator = super().get_paginator(request, *args, **kwargs)
        if (number := vars(request).get("counted")) is not None:
            vars(paginator)["count"] = number
        return paginator

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Any]", search_term: str
    ) -> tuple["QuerySet[Any]", bool]:
        """From the index that readers' search asks, which does not read every row."""
        posts = cast("PostQuerySet", queryset)
        return (holding(posts, search_term) if search_term.strip() else posts), False

    # The form

    def get_urls(self) -> list[URLPattern]:
        added = [address for make in places.writing_urls for address in make(self)]
        return [*added, *autosaving.urls(self), *super().get_urls()]

    def get_form(
        self, request: HttpRequest, obj: Post | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"user": request.user})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The editor's import map is an inline script: it needs the policy's nonce."""
        context["media"] = Media.from_media(context["media"], nonce=str(vars(request)["csp_nonce"]))
        post = kwargs.get("obj")
        context["may_publish"] = permissions.may_publish(request.user)
        context["is_out"] = post is not None and post.is_out
        context["is_public"] = post is not None and post.is_public
        context |= boxes.finished(request, post)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_view_on_site_url(self, obj: Post | None = None) -> str | None:
        """Its own address: the redirect by way of the sites table may lead to another host."""
        return obj.get_absolute_url() if obj and obj.pk and obj.slug and obj.status != Status.TRASH else None

    @admin.display(description=_("preview"))
    def shown_sharing(self, post: Post) -> str:
        return preview_of(post)

    @admin.display(description=_("written by"))
    def shown_owner(self, post: Post) -> str:
        return str(post.owner or "–")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return plain_choice(super().formfield_for_dbfield(db_field, request, **kwargs))

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """What Django's log tells stands among the revisions."""
        return redirect(f"admin:blog_{self.opts.model_name}_revisions", object_id)

    # Saving

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """Also which state it was in before, and which after."""
        before, after = form.initial.get("status"), form.instance.status
        said = super().construct_change_message(request, form, formsets, add)
        return said if add or before in {None, after} else [*said, step_note(before, after)]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        if request.method == "POST" and "_trash" in request.POST and object_id:
            post = self.get_object(request, object_id)
            if post and self.has_change_permission(request, post):
                return self.move_to_trash(request, post)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def move_to_trash(self, request: HttpRequest, post: Post) -> HttpResponse:
        """Out of sight with everything that belongs to it; nothing is lost."""
        with transaction.atomic():
            post = revising.locked(post.pk) or post
            post.withdraw(Status.TRASH)
            revising.raise_version(post)
        self.log_change(request, post, str(_("Moved to the trash.")))
        self.message_user(request, _("“%s” is in the trash.") % post, messages.SUCCESS)
        return HttpResponseRedirect(reverse(f"admin:blog_{self.opts.model_name}_changelist"))

    def save_model(self, request: HttpRequest, obj: Post, form: Any, change: bool) -> None:
        obj.owner = obj.owner if change else permissions.person(request)
        obj.modified_at = timezone.now()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The text is rendered again: it shows what the media links beside it are called."""
        super().save_related(request, form, formsets, change)
        form.instance.save()

    def response_add(
        self, request: HttpRequest, obj: Post, post_url_continue: str | None = None
    ) -> HttpResponse:
        done = self.finish(request, obj) or self.stay(request, obj)
        return done or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Post) -> HttpResponse:
        done = self.finish(request, obj) or self.stay(request, obj)
        return done or super().response_change(request, obj)

    def stay(self, request: HttpRequest, post: Post) -> HttpResponse | None:
        """Back to the form, as writers expect, with a sentence that says where the text stands now."""
        if NAVIGATING & request.POST.keys():
            return None
        self.message_user(request, self.standing(post), messages.SUCCESS)
        return HttpResponseRedirect(reverse(f"admin:blog_{self.opts.model_name}_change", args=[post.pk]))

    def standing(self, post: Post) -> str:
        """What has just become of it."""
        if post.status == Status.SCHEDULED and not post.is_public:
            moment = timezone.localtime(post.publish_at).strftime("%-d %B %Y, %H:%M")
            return str(_("Saved. It appears by itself on %s.") % moment)
        if post.is_public:
            link = format_html('<a href="{}">{}</a>', post.get_absolute_url(), _("View it on the site"))
            return format_html("{} {}", _("Saved; readers see it."), link)
        if post.status == Status.REVIEW:
            return str(_("Saved and waiting for an editor's review."))
        return str(_("Saved. Readers do not see it."))

    # Actions on the list

    @admin.action(description=_("Publish"), permissions=["publish"])
    def publish_chosen(self, request: HttpRequest, queryset: "QuerySet[Post]") -> None:
        self.each(request, queryset, Post.publish, _("Published."))

    @admin.action(description=_("Withdraw from the site"), permissions=["publish"])
    def withdraw_chosen(self, request: HttpRequest, queryset: "QuerySet[Post]") -> None:
        self.each(request, queryset, Post.withdraw, _("Withdrawn."))

    @admin.action(description=_("Move to the trash"), permissions=["change"])
    def trash_chosen(self, request: HttpRequest, queryset: "QuerySet[Post]") -> None:
        self.each(request, queryset, lambda post: post.withdraw(Status.TRASH), _("Moved to the trash."))

    def each(self, request: HttpRequest, queryset: Any, step: Any, done: Any) -> None:
        """Take the step with each of the chosen rows that the user may change; say how many there were."""
        chosen = self.model.objects.editable_by(request.user).filter(pk__in=queryset.values("pk"))
        number = 0
        for key in list(chosen.values_list("pk", flat=True)):
            number += self.step_with(request, key, step, done)
        text = ngettext("%(done)s (%(number)d text)", "%(done)s (%(number)d texts)", number)
        self.message_user(request, text % {"done": done, "number": number}, messages.SUCCESS)

    @transaction.atomic
    def step_with(self, request: HttpRequest, key: int, step: Any, done: Any) -> bool:
        """One step of one row as it is now: forms that are open elsewhere are told of it when they save."""
        if (post := revising.locked(key)) is None:
            return False
        step(post)
        revising.raise_version(post)
        kind = Revision.Kind.PUBLISHED if post.is_out else Revision.Kind.SAVED
        revising.record(post, permissions.person(request), kind)
        self.log_change(request, post, str(done))
        return True
