"""Our own figures."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from config.htmx import HtmxHttpRequest, render_page
from editorial.models import Correction
from editorial.quality import overall, tallies


@require_safe
def quality(request: HtmxHttpRequest) -> HttpResponse:
    found = tallies(timezone.localdate())
    corrections = list(Correction.objects.published())
    context = {
        "tallies": found,
        "all": overall(found),
        "open": [correction for correction in corrections if not correction.mended_on],
        "mended": [correction for correction in corrections if correction.mended_on],
    }
    return render_page(request, "editorial/quality.html", context)
