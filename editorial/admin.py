"""The admin pages of sources and of our own mistakes."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html_join

from editorial.citations import citations
from editorial.desk.change_sets import ChangeSetAdmin
from editorial.desk.decisions import ChangeAdmin
from editorial.desk.fields import TextareasMixin
from editorial.desk.records import ContentAdmin
from editorial.models import COULD_NOT_BE_CHECKED, Correction, Source

__all__ = ["ChangeAdmin", "ChangeSetAdmin", "CorrectionAdmin", "SourceAdmin"]


class LastVisitFilter(admin.SimpleListFilter):
    title = "last visit"
    parameter_name = "visit"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("unclear", "Could not be checked"), ("none", "Not visited yet")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        match self.value():
            case "unclear":
                return queryset.filter(link_status__startswith=COULD_NOT_BE_CHECKED)
            case "none":
                return queryset.filter(link_checked_at=None)
        return queryset


@admin.register(Source)
class SourceAdmin(ContentAdmin):
    list_display = (
        "title",
        "publisher",
        "kind",
        "published",
        "accessed_on",
        "link_state",
        "link_status",
        "link_checked_at",
    )
    list_filter = ("kind", "link_state", LastVisitFilter)
    search_fields = ("title", "publisher", "url", "slug")
    date_hierarchy = "accessed_on"
    prepopulated_fields = {"slug": ("title",)}
    readonly_fields = (
        "link_state",
        "link_status",
        "link_checked_at",
        "link_moved_to",
        "supports",
    )
    fieldsets = (
        (None, {"fields": ("title", "publisher", "url", "kind", "slug")}),
        ("Dates", {"fields": ("published", "accessed_on")}),
        ("Link", {"fields": ("link_state", "link_moved_to", "link_status", "link_checked_at")}),
        ("For readers", {"fields": ("quote", "caveat")}),
        ("What rests on it", {"fields": ("supports",)}),
    )

    @admin.display(description="statements")
    def supports(self, source: Source) -> str:
        if not source.pk:
            return "Nothing yet."
        found = citations([source]).get(source.pk, [])
        links = ((citation.path, citation.title) for citation in found)
        return format_html_join(", ", '<a href="{}">{}</a>', links) or "Nothing yet."


class MendedFilter(admin.SimpleListFilter):
    title = "mended"
    parameter_name = "mended"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", "Still open"), ("yes", "Mended")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        match self.value():
            case "no":
                return queryset.open()
            case "yes":
                return queryset.mended()
        return queryset


@admin.register(Correction)
class CorrectionAdmin(TextareasMixin, ContentAdmin):
    list_display = ("what", "found_on", "found_by", "mended_on", "status")
    list_filter = (MendedFilter, "found_by", "status")
    search_fields = ("what", "mistake", "remedy", "path")
    prepopulated_fields = {"slug": ("what",)}
    sentences = ("mistake", "remedy")
    fieldsets = (
        (None, {"fields": ("what", "path", "slug", "status")}),
        ("What was wrong", {"fields": ("mistake", ("found_on", "found_by"))}),
        ("What was done", {"fields": ("mended_on", "remedy")}),
    )
