"""The pages on the work: career goals, roles, and one role in full."""

from collections.abc import Iterable

from django.db.models import Q, prefetch_related_objects
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from careers.figures.pay import pay_groups
from careers.figures.role_fits import best_fitting, fit_table, fits_of
from careers.figures.shares import Share, shares_of
from careers.models import (
    Finding,
    Goal,
    JobTrend,
    LearningPath,
    Measure,
    Role,
    RoleTopic,
    SalaryObservation,
)
from careers.models.roles import fits_of_published
from comparisons.ledgers.claims import most_telling
from comparisons.ledgers.stories import told
from comparisons.missing import missing
from comparisons.models import Claim, Framework
from config.htmx import HtmxHttpRequest, render_page
from editorial.models import PublishedQuerySet


@require_safe
def home(request: HtmxHttpRequest) -> HttpResponse:
    context = {
        "goals": Goal.objects.published().prefetch_related("sources"),
        "table": fit_table(list(Role.objects.published().with_fits())),
    }
    return render_page(request, "careers/home.html", context)


@require_safe
def role(request: HtmxHttpRequest, slug: str) -> HttpResponseBase:
    every = list(Role.objects.published())
    found = next((role for role in every if role.slug == slug.lower()), None)
    if found is None:
        return missing(request, "role", slug, Role.objects.published(), ("All roles", _roles()))
    if slug != found.slug:
        return redirect(found, permanent=True)
    prefetch_related_objects([found], "skills", fits_of_published(), "statements__sources")
    frameworks = list(Framework.objects.published())
    position = every.index(found)
    statements = found.statements.all()
    context = {
        "role": found,
        "fits": fits_of(found),
        "topics": [
            (topic, [statement for statement in statements if statement.topic == topic])
            for topic in RoleTopic
        ],
        "demand": _demand(found, frameworks),
        "pay": pay_groups(_salaries(found)),
        "paths": _paths(found),
        "claims": most_telling(Claim.objects.published().filter(roles=found)),
        "stories": told(found.stories.published().telling_first(), frameworks),
        "previous": every[position - 1] if position else None,
        "next": next(iter(every[position + 1 :]), None),
    }
    return render_page(request, "careers/role.html", context)


@require_safe
def finding(request: HtmxHttpRequest, slug: str) -> HttpResponseBase:
    """Lead to where the page on jobs or on pay says it."""
    every = list(Finding.objects.published())
    found = next((finding for finding in every if finding.slug == slug.lower()), None)
    if found is None:
        instead = ("What adverts ask for", reverse("careers:jobs"))
        return missing(request, "finding", slug, Finding.objects.published(), instead)
    return redirect(found)


# --- parts of the answers -----------------------------------------------------------------------


def _roles() -> str:
    return f"{reverse('careers:home')}#roles"


def _salaries(role: Role) -> PublishedQuerySet[SalaryObservation]:
    return SalaryObservation.objects.published().filter(role=role).prefetch_related("sources")


def _paths(role: Role) -> list[LearningPath]:
    """Return the path to the role, and after it those to the frameworks that it asks for most."""
    wanted = Q(role=role) | Q(framework__in=best_fitting(role))
    paths = LearningPath.objects.published().filter(wanted).select_related("framework")
    return sorted(paths, key=lambda path: path.framework is not None)


def _demand(role: Role, frameworks: Iterable[Framework]) -> list[tuple[JobTrend, list[Share]]]:
    """Return each observation of adverts for the role, with the shares of these frameworks."""
    by_key = {framework.pk: framework for framework in frameworks}
    trends = JobTrend.objects.published().filter(role=role, measure=Measure.NAMES_FRAMEWORK)
    return [
        (trend, [share for share in shares_of(trend, by_key) if share.framework])
        for trend in trends.with_shares().prefetch_related("sources")
    ]
