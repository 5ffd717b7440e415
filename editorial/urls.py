from django.urls import path

from editorial.feeds import Changes
from editorial.views import changes, quality, search, sources

app_name = "editorial"

urlpatterns = [
    path("sources/", sources.sources, name="sources"),
    path("sources/<str:slug>/", sources.source, name="source"),
    path("search/", search.search, name="search"),
    path("changes/", changes.changes, name="changes"),
    path("changes/feed/", Changes(), name="feed"),
    path("changes/feed/<slug:key>/", Changes(), name="feed_of"),
    path("about/quality/", quality.quality, name="quality"),
]
