from django.urls import path

from comparisons import views

app_name = "comparisons"

urlpatterns = [
    path("", views.home, name="home"),
    path("frameworks/", views.frameworks, name="frameworks"),
    path("frameworks/<str:slug>/", views.framework, name="framework"),
    path("frameworks/<str:framework>/<str:feature>/", views.value, name="value"),
    path("tools/", views.tools, name="tools"),
    path("compare/", views.picker, name="picker"),
    path("compare/<str:address>/", views.comparison, name="comparison"),
]
