from django.http import HttpRequest, HttpResponse


def claims(request: HttpRequest, slug: str = "") -> HttpResponse:
    raise NotImplementedError


def claim(request: HttpRequest, slug: str = "") -> HttpResponse:
    raise NotImplementedError
