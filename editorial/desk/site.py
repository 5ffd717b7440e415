"""The admin of this project: its first page is the queue, and it has reports."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path

from editorial.views import queue, reports


class Desk(AdminSite):
    site_header = "Learning Rate: the editors' desk"
    site_title = "Learning Rate"
    index_title = "My queue"

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        return super().index(request, queue.first_page(request) | (extra_context or {}))

    def get_urls(self) -> list[URLPattern | URLResolver]:
        own = [
            path("queue/kept/<int:pk>/", self.admin_view(queue.kept), name="kept"),
            path("queue/<slug:name>/", self.admin_view(queue.section), name="queue"),
            path("reports/<slug:name>/", self.admin_view(reports.report), name="report"),
            path("reports/<slug:name>.csv", self.admin_view(reports.report_csv), name="report_csv"),
        ]
        return [*own, *super().get_urls()]
