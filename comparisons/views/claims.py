"""The ledger of claims."""

from django.db.models import Q
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from comparisons.ledgers.claims import PHRASES, checked
from comparisons.ledgers.counts import in_words, parts
from comparisons.ledgers.filters import ClaimFilter
from comparisons.missing import missing
from comparisons.models import Claim, ClaimKind, Framework, Prediction, SuccessStory, Verdict
from config.htmx import HtmxHttpRequest, render_page
from editorial.history import history
from editorial.paging import page_of

# So many of what was left out are shown below the claims.
LEFT_OUT_SHOWN = 12


@require_safe
def claims(request: HtmxHttpRequest) -> HttpResponse:
    published = Claim.objects.published()
    form = ClaimFilter(request.GET, Framework.objects.published())
    found = form.keep(published)
    left_out = found.filter(kind=ClaimKind.OMISSION)
    only_left_out = ClaimKind.OMISSION in form.chosen("kind")
    verdicts = parts(checked(form.keep(published, whatever="verdict")), "verdict", Verdict)
    listed = left_out if only_left_out else checked(found)
    page = page_of(listed.with_evidence(), request.GET.get("page"))
    context = {
        "form": form,
        "labels": form.labels(),
        "verdicts": verdicts,
        "verdict_count": sum(part.count for part in verdicts),
        "verdict_labels": form.labels(whatever="verdict"),
        "verdicts_in_words": in_words(verdicts, PHRASES),
        "page": page,
        "only_left_out": only_left_out,
        "left_out": left_out[:LEFT_OUT_SHOWN] if page.number == 1 and not only_left_out else (),
    }
    return render_page(request, "comparisons/claims.html", context, partial="update")


@require_safe
def claim(request: HtmxHttpRequest, slug: str) -> HttpResponseBase:
    published = Claim.objects.published()
    found = published.with_evidence().filter(slug=slug.lower()).first()
    if found is None:
        known = published.only("slug", "statement")
        return missing(request, "claim", slug, known, ("All claims", reverse("comparisons:claims")))
    if slug != found.slug:
        return redirect(found, permanent=True)
    context = {
        "claim": found,
        "same": published.filter(Q(repeats=found) | Q(repeated_by=found)).distinct(),
        "predictions": Prediction.objects.published().filter(claims=found),
        "stories": SuccessStory.objects.published().filter(claims=found),
        "history": history("claim", found.slug),
    }
    return render_page(request, "comparisons/claim.html", context)
