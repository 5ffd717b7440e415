from django.http import HttpRequest, HttpResponse


def stories(request: HttpRequest, slug: str = "") -> HttpResponse:
    raise NotImplementedError


def story(request: HttpRequest, slug: str = "") -> HttpResponse:
    raise NotImplementedError
