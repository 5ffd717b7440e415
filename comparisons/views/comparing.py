"""The pages on frameworks, tools and comparisons."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Prefetch, Q, prefetch_related_objects
from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from comparisons.addresses import (
    FEWEST,
    MOST,
    comparison_address,
    comparison_path,
    nearest,
    slugs_in,
)
from comparisons.comparison_page import ComparisonPage
from comparisons.forms import PickerForm
from comparisons.lately import latest_events
from comparisons.ledgers.claims import claims_about, most_telling
from comparisons.ledgers.filters import ToolFilter
from comparisons.ledgers.stories import stories_of
from comparisons.missing import missing
from comparisons.models import (
    Claim,
    Comparison,
    Feature,
    FeatureValue,
    Framework,
    Outlook,
    Tool,
)
from comparisons.models.frameworks import facts_in_order
from comparisons.sections import EditedComparison
from comparisons.tables import comparison_table, table_with_sources
from comparisons.trends.adoption import trends_of
from config.htmx import HtmxHttpRequest, render_page
from editorial.history import history


@require_safe
def home(request: HtmxHttpRequest) -> HttpResponse:
    featured = Comparison.objects.published().with_frameworks().filter(featured=True).first()
    context = {
        "edited": featured and EditedComparison(featured),
        "events": latest_events(8),
    }
    return render_page(request, "comparisons/home.html", context)


@require_safe
def frameworks(request: HtmxHttpRequest) -> HttpResponse:
    context = {"frameworks": Framework.objects.published().with_facts()}
    return render_page(request, "comparisons/frameworks.html", context)


@require_safe
def framework(request: HtmxHttpRequest, slug: str) -> HttpResponseBase:
    other = OuterRef("pk")
    of_both = Q(first=other, second__slug=slug) | Q(second=other, first__slug=slug)
    edited = Exists(Comparison.objects.published().filter(of_both))
    every = list(Framework.objects.published().annotate(has_summary=edited))
    chosen = _named(slug, every)
    if chosen is None:
        return _unknown_framework(request, slug)
    if slug != chosen.slug:
        return redirect(chosen, permanent=True)
    prefetch_related_objects([chosen], facts_in_order())
    features = Feature.objects.in_order().with_values_of(chosen)
    built, left = stories_of(chosen, every)
    context = {
        "framework": chosen,
        "table": table_with_sources([chosen], features),
        "tools": Tool.objects.published().filter(frameworks=chosen).with_successors(),
        "claims": claims_about(chosen),
        "stories_of_use": built,
        "stories_of_leaving": left,
        "trends": trends_of(chosen),
        "others": [(f, comparison_path([chosen.slug, f.slug])) for f in every if f != chosen],
    }
    return render_page(request, "comparisons/framework.html", context)


@require_safe
def value(request: HtmxHttpRequest, framework: str, feature: str) -> HttpResponseBase:
    """One cell of the comparison; htmx opens it in place, under its row."""
    every = list(Framework.objects.published())
    chosen = _named(framework, every)
    if chosen is None:
        return _unknown_framework(request, framework)
    features = list(Feature.objects.in_order())
    subject = _named(feature, features)
    if subject is None:
        return _unknown_feature(request, chosen, feature, features)
    if (framework, feature) != (chosen.slug, subject.slug):
        return redirect("comparisons:value", chosen.slug, subject.slug, permanent=True)
    values = FeatureValue.objects.published().filter(feature=subject).prefetch_related("sources")
    (row,) = comparison_table(every, [subject], values).rows
    position = features.index(subject)
    context = {
        "framework": chosen,
        "feature": subject,
        "cell": next(cell for cell in row.cells if cell.framework == chosen),
        "others": [cell for cell in row.cells if cell.framework != chosen],
        "history": history("value", f"{chosen.slug}/{subject.slug}"),
        "previous": features[position - 1] if position else None,
        "next": next(iter(features[position + 1 :]), None),
    }
    return render_page(request, "comparisons/value.html", context, partial="row")


@require_safe
def tools(request: HtmxHttpRequest) -> HttpResponse:
    form = ToolFilter(request.GET, Framework.objects.published())
    claims = Prefetch("claims", most_telling(Claim.objects.published()))
    found = Tool.objects.published().with_successors().with_evidence().prefetch_related(claims)
    by_outlook = sorted(
        form.keep(found), key=lambda tool: (list(Outlook).index(tool.outlook), tool.name.lower())
    )
    context = {"form": form, "tools": by_outlook}
    return render_page(request, "comparisons/tools.html", context, partial="update")


@require_safe
def picker(request: HtmxHttpRequest) -> HttpResponseBase:
    every = list(Framework.objects.published().with_facts())
    form = PickerForm(request.GET, every)
    if FEWEST <= len(form.chosen("framework")) <= MOST:
        return redirect(comparison_path(form.chosen("framework")))
    return render_page(request, "comparisons/picker.html", _picker_context(form, every))


@require_safe
def comparison(request: HtmxHttpRequest, address: str) -> HttpResponseBase:
    every = list(Framework.objects.published())
    slugs = slugs_in(address)
    if any(_named(slug, every) is None for slug in slugs):
        return _unknown_in_comparison(request, slugs, every)
    if len(slugs) < FEWEST:
        return redirect(comparison_path(slugs), permanent=True)
    if len(slugs) > MOST:
        form = PickerForm(_query({"framework": slugs}), every)
        return render(request, "comparisons/picker.html", _picker_context(form, every), status=404)
    if address != comparison_address(slugs):
        return redirect(
            _with_query(comparison_path(slugs), request.GET.urlencode()), permanent=True
        )
    page = ComparisonPage(every, slugs, request.GET)
    if page.shorter_query is not None:
        return redirect(_with_query(request.path, page.shorter_query))
    context = {"page": page}
    return render_page(request, "comparisons/comparison.html", context, partial="update")


# --- parts of the answers -----------------------------------------------------------------------


def _picker_context(form: PickerForm, every: Sequence[Framework]) -> dict[str, object]:
    return {
        "form": form,
        "frameworks": every,
        "chosen": form.chosen("framework"),
        "fewest": FEWEST,
        "most": MOST,
        "edited": Comparison.objects.published().with_frameworks(),
    }


def _unknown_framework(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    instead = ("All frameworks", reverse("comparisons:frameworks"))
    return missing(request, "framework", slug, Framework.objects.published(), instead)


def _unknown_feature(
    request: HtmxHttpRequest, chosen: Framework, slug: str, features: Sequence[Feature]
) -> HttpResponse:
    meant = _nearest(slug, features)
    context = {
        "what": f"There is no feature “{slug}” here.",
        "meant": meant
        and (
            f"{chosen.name}: {meant.name}",
            reverse("comparisons:value", args=[chosen.slug, meant.slug]),
        ),
        "instead": (f"All about {chosen.name}", chosen.get_absolute_url()),
    }
    return render(request, "404.html", context, status=404)


def _unknown_in_comparison(
    request: HtmxHttpRequest, slugs: Sequence[str], every: Sequence[Framework]
) -> HttpResponse:
    unknown = [slug for slug in slugs if _named(slug, every) is None]
    known = [framework for slug in slugs if (framework := _nearest(slug, every))]
    known = list(dict.fromkeys(known))
    names = " and ".join(f"“{slug}”" for slug in unknown)
    context = {
        "what": f"There is no framework {names} here.",
        "meant": known
        and (
            " and ".join(framework.name for framework in known),
            comparison_path([framework.slug for framework in known]),
        ),
        "instead": ("Pick frameworks to compare", reverse("comparisons:picker")),
    }
    return render(request, "404.html", context, status=404)


def _named[Record: (Framework, Feature)](slug: str, records: Sequence[Record]) -> Record | None:
    return next((record for record in records if record.slug == slug.lower()), None)


def _nearest[Record: (Framework, Feature)](slug: str, records: Sequence[Record]) -> Record | None:
    """Return the record whose slug or name is most like this; None if none is like it at all."""
    by_name = {name.lower(): record for record in records for name in (record.name, record.slug)}
    return by_name.get(nearest(slug, by_name))


def _query(values: dict[str, Sequence[str]]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, items in values.items():
        query.setlist(name, list(items))
    return query


def _with_query(path: str, query: str) -> str:
    return f"{path}?{query}" if query and "?" not in path else path
