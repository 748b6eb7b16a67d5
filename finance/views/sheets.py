"""A sheet signed by hand: its photo, through the upload pipeline, to the service that keeps it."""

from collections.abc import Callable

from django import forms
from django.http import HttpRequest

from cooperatives.models import Cooperative, StoredFile
from cooperatives.services.files import store_file
from occe.kit.errors import DomainError
from occe.kit.uploads.pipeline import clean_upload


def keep_sheet(
    request: HttpRequest, form: forms.Form, cooperative: Cooperative, keep: Callable[[StoredFile], object]
) -> bool:
    """Whether the file of a posted form was cleaned, stored and kept; else the form says why."""
    if not form.is_valid():
        return False
    upload = form.cleaned_data["file"]
    try:
        clean = clean_upload(upload, name=upload.name or "", declared_type=upload.content_type or "")
        sent = {"federation": request.federation, "cooperative": cooperative, "shown_name": upload.name or ""}
        keep(store_file(clean, by=request.actor, **sent))
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else "file", str(error))
        return False
    return True
