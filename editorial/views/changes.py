"""What changed in the content, when and why."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from config.htmx import HtmxHttpRequest, render_page
from editorial.change_log import by_day
from editorial.content.kinds import followed_kind
from editorial.forms import ChangesForm
from editorial.models import Change
from editorial.paging import page_of
from editorial.schedule import catch_up


@require_safe
def changes(request: HtmxHttpRequest) -> HttpResponse:
    catch_up()
    kind = followed_kind()
    followed = {record.slug: str(record) for record in kind.published()}
    form = ChangesForm(request.GET, kind, followed)
    found = Change.objects.listed()
    chosen = form.chosen(kind.name)[:1]
    for key in chosen:
        found = found.concerning(kind.name, key)
    page = page_of(found, request.GET.get("page"))
    context = {
        "form": form,
        "chosen": {key: followed[key] for key in chosen},
        "page": page,
        "days": by_day(page),
        "feeds": followed,
    }
    return render_page(request, "editorial/changes.html", context, partial="update")
