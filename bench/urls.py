from django.http import HttpRequest, HttpResponse
from django.urls import path

from config import urls


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<!DOCTYPE html><title>Empty</title>")


urlpatterns = [path("empty/", empty), *urls.urlpatterns]
