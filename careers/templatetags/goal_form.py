from django import template
from django.forms import BoundField

from careers.guide.forms import GoalForm
from careers.models import Criterion

register = template.Library()


@register.filter
def field(form: GoalForm, name: str) -> BoundField:
    return form[name]


@register.filter
def criterion_of(form: GoalForm, field_name: str) -> Criterion:
    """Return the criterion that a field sorts into a box."""
    return form.criterion_of(field_name)
