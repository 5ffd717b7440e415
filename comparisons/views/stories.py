"""The ledger of success stories."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from comparisons.ledgers.filters import StoryFilter
from comparisons.ledgers.stories import balance, claimed_stories
from comparisons.missing import missing
from comparisons.models import Claim, Framework, SuccessStory
from config.htmx import HtmxHttpRequest, render_page
from editorial.history import history
from editorial.paging import page_of

PAGE_SIZE = 20


@require_safe
def stories(request: HtmxHttpRequest) -> HttpResponse:
    published = SuccessStory.objects.published()
    every = list(Framework.objects.published())
    form = StoryFilter(request.GET, every)
    found = form.keep(published).with_evidence()
    page = page_of(found, request.GET.get("page"), PAGE_SIZE)
    context = {
        "form": form,
        "labels": form.labels(),
        "page": page,
        "balance": balance(published, every),
        "claimed": () if form.is_active or page.number > 1 else claimed_stories(),
    }
    return render_page(request, "comparisons/stories.html", context, partial="update")


@require_safe
def story(request: HtmxHttpRequest, slug: str) -> HttpResponseBase:
    published = SuccessStory.objects.published()
    found = published.with_evidence().filter(slug=slug.lower()).first()
    if found is None:
        known = published.only("slug", "organisation", "built")
        instead = ("All success stories", reverse("comparisons:stories"))
        return missing(request, "success story", slug, known, instead)
    if slug != found.slug:
        return redirect(found, permanent=True)
    context = {
        "story": found,
        "claims": Claim.objects.published().filter(stories=found),
        "roles": found.roles.published(),
        "history": history("story", found.slug),
    }
    return render_page(request, "comparisons/story.html", context)
