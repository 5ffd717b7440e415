from django.http import HttpRequest, HttpResponse


def trends(request: HttpRequest, slug: str = "") -> HttpResponse:
    raise NotImplementedError


def leaders(request: HttpRequest, slug: str = "") -> HttpResponse:
    raise NotImplementedError


def milestones(request: HttpRequest, slug: str = "") -> HttpResponse:
    raise NotImplementedError


def metric(request: HttpRequest, slug: str = "") -> HttpResponse:
    raise NotImplementedError


def metric_csv(request: HttpRequest, slug: str = "") -> HttpResponse:
    raise NotImplementedError
