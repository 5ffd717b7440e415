from django.http import HttpRequest, HttpResponse


def predictions(request: HttpRequest, slug: str = "") -> HttpResponse:
    raise NotImplementedError


def prediction(request: HttpRequest, slug: str = "") -> HttpResponse:
    raise NotImplementedError
