"""What comes first for each reference reader, by the content as it is in this moment."""

from django.http import QueryDict

from careers.guide.alternatives import dataset
from careers.guide.forms import goal_form
from careers.guide.since import first_by_means
from careers.models import Reader

NOTHING = "nothing"


def first_places() -> dict[str, str]:
    """Return reader -> framework, by mean values: no readings are drawn.

    Empty if no recommendation can be made of the content.
    """
    try:
        data = dataset("")
    except ValueError:
        return {}
    form = goal_form(QueryDict())
    found = {}
    for reader in Reader.objects.published():
        answers = form.with_data(QueryDict(reader.answers)).answers
        place = first_by_means(data, answers)
        found[reader.name] = place.name if place else NOTHING
    return found
