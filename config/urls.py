"""All addresses of the site."""

from django.contrib import admin
from django.templatetags.static import static
from django.urls import include, path
from django.views.generic import RedirectView


class Icon(RedirectView):
    """Where browsers look for an icon by themselves, as they do in the admin."""

    def get_redirect_url(self, *args: object, **kwargs: object) -> str:
        return static("img/icon.svg")


urlpatterns = [
    path("favicon.ico", Icon.as_view()),
    path("admin/", admin.site.urls),
    path("", include("editorial.urls")),
    path("", include("comparisons.urls")),
]
