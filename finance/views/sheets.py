"""A sheet signed by hand: its photo, through the upload pipeline, to the service that keeps it."""

from collections.abc import Callable

from django import forms
from django.http import HttpRequest

from cooperatives.models import Cooperative, StoredFile
from finance.views.sending import stored_upload
from occe.kit.errors import DomainError
from occe.kit.forms import show_refusal


def keep_sheet(
    request: HttpRequest, form: forms.Form, cooperative: Cooperative, keep: Callable[[StoredFile], object]
) -> bool:
    """Whether the file of a posted form was cleaned, stored and kept; else the form says why."""
    if not form.is_valid():
        return False
    upload = form.cleaned_data["file"]
    try:
        keep(stored_upload(request, cooperative, upload))
    except DomainError as error:
        show_refusal(form, error, otherwise="file")
        return False
    return True
