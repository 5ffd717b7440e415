"""What tests of the admin share: addresses, and pages as a browser would send them back."""

from unittest import mock

from django.template.response import TemplateResponse
from django.urls import reverse


def admin_path(record, page="change"):
    opts = record._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=[record.pk])


def list_path(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def not_drawn():
    """Leave out the drawing of pages, which is most of their work, for what is known before it."""
    return mock.patch.object(TemplateResponse, "rendered_content", "")


def form_data(response):
    """Return what a browser would send back if nobody touched the page."""
    data = {}
    context = response.context_data
    forms = [context["adminform"].form]
    for formset in context["inline_admin_formsets"]:
        forms += [formset.formset.management_form, *formset.formset.forms]
    for form in forms:
        for field in form:
            value = field.value()
            if hasattr(field.field.widget, "format_value") and not isinstance(value, bool | list):
                value = field.field.widget.format_value(value)
            if isinstance(value, list | tuple):
                data[field.html_name] = [getattr(item, "pk", item) for item in value]
            elif value is True:
                data[field.html_name] = "on"
            elif value not in (None, False):
                data[field.html_name] = value
    return data


def opened(client, record, reason="Looked again"):
    """Return the page of a record as it would be sent back, with the reason for a change."""
    with not_drawn():
        response = client.get(admin_path(record))
    assert response.status_code == 200
    return form_data(response) | {"change_reason": reason}
