from django.urls import path

from editorial import views

app_name = "editorial"

urlpatterns = [
    path("sources/", views.sources, name="sources"),
    path("sources/<slug:slug>/", views.source, name="source"),
]
