"""The ledger of predictions."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from comparisons.ledgers.filters import PredictionFilter
from comparisons.ledgers.predictions import overdue_first, track_record
from comparisons.missing import missing
from comparisons.models import Claim, Framework, Prediction, Tool
from config.htmx import HtmxHttpRequest, render_page
from editorial.history import history
from editorial.paging import page_of


@require_safe
def predictions(request: HtmxHttpRequest) -> HttpResponse:
    today = timezone.localdate()
    published = Prediction.objects.published()
    form = PredictionFilter(request.GET, Framework.objects.published())
    found = overdue_first(form.keep(published), today)
    page = page_of(found.with_evidence(), request.GET.get("page"))
    context = {
        "form": form,
        "labels": form.labels(),
        "page": page,
        "listed": [(prediction, prediction.is_overdue(today)) for prediction in page],
        "record": track_record(published, today),
    }
    return render_page(request, "comparisons/predictions.html", context, partial="update")


@require_safe
def prediction(request: HtmxHttpRequest, slug: str) -> HttpResponseBase:
    published = Prediction.objects.published()
    found = published.with_evidence().filter(slug=slug.lower()).first()
    if found is None:
        known = published.only("slug", "statement")
        instead = ("All predictions", reverse("comparisons:predictions"))
        return missing(request, "prediction", slug, known, instead)
    if slug != found.slug:
        return redirect(found, permanent=True)
    context = {
        "prediction": found,
        "is_overdue": found.is_overdue(timezone.localdate()),
        "tools": Tool.objects.published().filter(predictions=found),
        "claims": Claim.objects.published().filter(predictions=found),
        "history": history("prediction", found.slug),
    }
    return render_page(request, "comparisons/prediction.html", context)
