"""What a form sent is stored, and an act done; or the refusal stands at its field."""

from collections.abc import Callable

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from cooperatives.models import Cooperative, StoredFile
from cooperatives.services.files import store_file
from occe.kit.errors import DomainError
from occe.kit.uploads.pipeline import clean_upload


def stored_upload(
    request: HttpRequest, cooperative: Cooperative | None, upload: UploadedFile, *, shown_name: str = ""
) -> StoredFile:
    """The file of this sending, made anew and stored; `shown_name` is what people read, its own name otherwise.

    Raises what the upload refuses, and FileQuotaReached.
    """
    name = upload.name or ""
    clean = clean_upload(upload, name=name, declared_type=upload.content_type or "")
    facts = {"federation": request.federation, "cooperative": cooperative, "shown_name": shown_name or name}
    return store_file(clean, by=request.actor, **facts)


def done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the act was done; else its refusal stands at its field."""
    try:
        act()
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return False
    return True
