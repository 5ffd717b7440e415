"""The pages on how to learn: all paths and resources, and one path to follow."""

from django.db.models import Count, F, Prefetch
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from careers.learning.exports import calendar_file, markdown_file
from careers.learning.forms import (
    EARLIEST,
    FEWEST_HOURS,
    LATEST,
    MOST_HOURS,
    PlanForm,
    ResourcesForm,
)
from careers.learning.hours import UNSTATED_HOURS
from careers.learning.study_plan import next_monday, study_plan
from careers.models import LearningPath, LearningStep, Resource
from comparisons.missing import missing
from comparisons.models import Framework
from config.htmx import HtmxHttpRequest, render_page


@require_safe
def paths(request: HtmxHttpRequest) -> HttpResponse:
    published = Resource.objects.published()
    frameworks = Framework.objects.published()
    levels = published.order_by("level").values_list("level", flat=True).distinct()
    form = ResourcesForm(request.GET, frameworks, levels)
    found = published.prefetch_related(Prefetch("frameworks", frameworks), "sources")
    if slugs := form.chosen("framework"):
        found = found.filter(frameworks__slug__in=slugs).distinct()
    if chosen := form.chosen("level"):
        found = found.filter(level__in=chosen)
    every = (
        LearningPath.objects.published()
        .select_related("framework", "role")
        .annotate(step_count=Count("entries"))
        .order_by(F("role__position").asc(nulls_first=True), "title")
    )
    context = {
        "form": form,
        "resources": found,
        "to_frameworks": [path for path in every if path.framework],
        "to_roles": [path for path in every if path.role],
    }
    return render_page(request, "careers/paths.html", context, partial="update")


@require_safe
def path(request: HtmxHttpRequest, slug: str) -> HttpResponseBase:
    found = _path(slug)
    if found is None:
        return _unknown_path(request, slug)
    if slug != found.slug:
        return redirect(found, permanent=True)
    form = PlanForm(request.GET, next_monday(timezone.localdate()))
    context = {
        "path": found,
        "role": found.role if found.role and found.role.is_public else None,
        "framework": (found.framework if found.framework and found.framework.is_public else None),
        "form": form,
        "plan": study_plan(_steps(found), form.hours_a_week, form.start_on),
        "allowance": UNSTATED_HOURS,
        "fewest": FEWEST_HOURS,
        "most": MOST_HOURS,
        "earliest": EARLIEST,
        "latest": LATEST,
    }
    return render_page(request, "careers/path.html", context, partial="update")


@require_safe
def calendar(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    found = _path(slug)
    if found is None:
        return _unknown_path(request, slug)
    form = PlanForm(request.GET, next_monday(timezone.localdate()))
    plan = study_plan(_steps(found), form.hours_a_week, form.start_on)
    address = request.build_absolute_uri(found.get_absolute_url())
    content = calendar_file(found, plan, address, request.get_host())
    return _download(content, "text/calendar", f"learning-path-{found.slug}.ics")


@require_safe
def markdown(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    found = _path(slug)
    if found is None:
        return _unknown_path(request, slug)
    address = request.build_absolute_uri(found.get_absolute_url())
    content = markdown_file(found, _steps(found), address)
    return _download(content, "text/markdown", f"learning-path-{found.slug}.md")


# --- parts of the answers -----------------------------------------------------------------------


def _path(slug: str) -> LearningPath | None:
    published = LearningPath.objects.published().select_related("framework", "role")
    return published.with_steps().filter(slug=slug.lower()).first()


def _steps(path: LearningPath) -> list[LearningStep]:
    return [entry.step for entry in path.entries.all()]


def _unknown_path(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    instead = ("All learning paths", reverse("careers:paths"))
    return missing(request, "learning path", slug, LearningPath.objects.published(), instead)


def _download(content: bytes | str, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response
