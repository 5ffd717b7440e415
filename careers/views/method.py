"""How the recommendation is made, for readers."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from careers.guide import releases
from careers.guide.alternatives import ENOUGH_ADVERTS, JOBS, MOST_ADVERTS
from careers.guide.worked_example import worked_example
from careers.models import Criterion, MustHave
from careers.recommendation import ENGINE_VERSION, READINGS
from comparisons.models import Framework
from config.htmx import HtmxHttpRequest, render_page


@require_safe
def method(request: HtmxHttpRequest) -> HttpResponse:
    release = releases.current()
    context = {
        "release": release,
        "engine": ENGINE_VERSION,
        "readings": READINGS,
        "criteria": Criterion.objects.prefetch_related("options__features"),
        # Any framework's page of a feature shows all the others too.
        "somewhere": Framework.objects.published().first(),
        "must_haves": MustHave.objects.select_related("feature"),
        "jobs": JOBS,
        "most_adverts": MOST_ADVERTS,
        "enough_adverts": ENOUGH_ADVERTS,
        "example": worked_example(release),
    }
    return render_page(request, "careers/method.html", context)
