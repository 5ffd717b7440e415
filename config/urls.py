"""All addresses of the site."""

from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import include, path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

import careers.sitemaps
import comparisons.sitemaps

SITEMAPS = {**comparisons.sitemaps.SITEMAPS, **careers.sitemaps.SITEMAPS}


class Icon(RedirectView):
    """Where browsers look for an icon by themselves, as they do in the admin."""

    def get_redirect_url(self, *args: object, **kwargs: object) -> str:
        return static("img/icon.svg")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    address = request.build_absolute_uri("/sitemap.xml")
    lines = ["User-agent: *", "Disallow: /admin/", f"Sitemap: {address}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


urlpatterns = [
    path("favicon.ico", Icon.as_view()),
    path("robots.txt", robots),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}),
    path("admin/", admin.site.urls),
    path("", include("editorial.urls")),
    path("", include("comparisons.urls")),
    path("", include("careers.urls")),
]
