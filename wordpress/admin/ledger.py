"""What imports brought, changed, kept raw or left out: read here, written by the imports alone."""

import json
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from wordpress.admin import importing
from wordpress.ledger import REASONS_KEPT
from wordpress.models import ImportEntry, ImportRun, Kept, Outcome

RUNS_LOOKED_AT = 50


class ReadOnly(admin.ModelAdmin[Any]):
    """Nobody writes a ledger by hand."""

    actions = None
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnly):
    """The runs, newest first; each with its counts and its reasons."""

    list_display = ["source", "shown_state", "shown_number", "started_at", "by"]
    list_display_links = ["source"]
    list_select_related = ["by"]

    class Media:
        css = {"all": ["css/admin/importing.css"]}

    def get_fields(self, request: HttpRequest, obj: ImportRun | None = None) -> Any:
        """Only what there is to say."""
        told = {"error": obj and obj.error, "finished_at": obj and obj.finished_at}
        told["shown_mended"] = obj and obj.mended
        return ["source", "shown_files", "shown_state", "started_at", "by", *filter(told.get, told)]

    @admin.display(description=_("state"), ordering="state")
    def shown_state(self, run: ImportRun) -> str:
        is_looked = run.dry and run.state in {ImportRun.State.COMPLETE, ImportRun.State.INCOMPLETE}
        return str(_("only looked at")) if is_looked else run.told_state

    @admin.display(description=_("files"))
    def shown_files(self, run: ImportRun) -> str:
        return ", ".join(run.files)

    @admin.display(description=_("mended while reading"))
    def shown_mended(self, run: ImportRun) -> str:
        return "; ".join(run.mended)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Administrators bring sites in."""
        return admin.ModelAdmin.has_add_permission(self, request)

    def get_urls(self) -> list[URLPattern]:
        return [*importing.import_urls(self), *super().get_urls()]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        return importing.page(self, request)

    @admin.display(description=_("things"))
    def shown_number(self, run: ImportRun) -> int:
        return sum(count.get("found", 0) for count in run.counts.values())

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> Any:
        run = self.get_object(request, object_id)
        context: dict[str, Any] = {}
        if run:
            may_import = self.has_add_permission(request)
            context = {"account": account(run), "title": str(run), "run": run, "may_import": may_import}
            context["has_files"] = may_import and run.sent_files.exists()
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))


def account(run: ImportRun) -> dict[str, Any]:
    """The counts as a table, and the reasons with the address of the list of what they are about."""
    entries = reverse("admin:wordpress_importentry_changelist")
    columns = [
        outcome for outcome in Outcome if any(count.get(key(outcome)) for count in run.counts.values())
    ]
    rows = [
        (kind, count.get("found", 0), [count.get(key(outcome), 0) for outcome in columns])
        for kind, count in run.counts.items()
    ]
    all_entries = f"{entries}?run__id__exact={run.pk}"
    told = [
        (kind, Outcome(outcome).label, reason, number, f"{all_entries}&{alike(kind, outcome, reason)}")
        for kind, outcome, reason, number in run.most_frequent(REASONS_KEPT)
    ]
    return {"columns": columns, "rows": rows, "reasons": told, "entries": all_entries}


def alike(kind: str, outcome: str, reason: str) -> str:
    """What asks the list for the entries of one reason."""
    return urlencode({"kind__exact": kind, "outcome__exact": outcome, "reason__exact": reason})


def key(outcome: Outcome) -> str:
    """The outcome's name in `ImportRun.counts`."""
    return outcome.value.replace(" ", "_")


class KindFilter(admin.SimpleListFilter):
    """The kinds that the run counted: asking all lines for them would take as long as there are lines."""

    title = _("kind")
    parameter_name = "kind__exact"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        number = request.GET.get("run__id__exact", "")
        runs = ImportRun.objects.filter(pk=number) if number.isdecimal() else ImportRun.objects.all()
        counts = runs.values_list("counts", flat=True)[:RUNS_LOOKED_AT]
        return [(kind, kind) for kind in sorted({kind for each in counts for kind in each})]

    def queryset(self, request: HttpRequest, queryset: QuerySet[ImportEntry]) -> QuerySet[ImportEntry]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(ImportEntry)
class ImportEntryAdmin(ReadOnly):
    """What did not simply come in as it was. The page of its import leads here; menus do not."""

    list_display = ["shown_title", "kind", "outcome", "reason", "shown_ref"]
    list_display_links = None
    list_filter = ["outcome", KindFilter]
    search_fields = ["title", "reason", "ref"]
    search_help_text = _("Words of the title or the reason")
    fields = ["run", "kind", "shown_title", "outcome", "reason", "ref"]

    class Media:
        css = {"all": ["css/admin/importing.css"]}

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        return {}

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup in {"run__id__exact", "reason__exact"} or super().lookup_allowed(lookup, value, request)

    @admin.display(description=_("title"), ordering="title")
    def shown_title(self, entry: ImportEntry) -> SafeString | str:
        title = entry.title or self.shown_ref(entry)
        return format_html('<a href="{}">{}</a>', entry.address, title) if entry.address else title

    @admin.display(description=_("there"), ordering="ref")
    def shown_ref(self, entry: ImportEntry) -> str:
        """`post 123` of `wordpress:blog.example.org:post:123`; the page of the entry has it whole."""
        parts = entry.ref.rsplit(":", 2)
        number = parts[-1] if len(parts[-1]) < 30 else f"{parts[-1][:8]}…"
        return f"{parts[-2]} {number}" if len(parts) == 3 else entry.ref


@admin.register(Kept)
class KeptAdmin(ReadOnly):
    """What has no place here, whole. The lines of its import lead here; menus do not."""

    list_display = ["kind", "title", "import_ref"]
    list_filter = ["kind"]
    search_fields = ["title", "import_ref"]
    fields = ["kind", "title", "import_ref", "shown_data"]

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        return {}

    @admin.display(description=_("what the source says of it"))
    def shown_data(self, kept: Kept) -> SafeString:
        return format_html("<pre>{}</pre>", json.dumps(kept.data, ensure_ascii=False, indent=1))
