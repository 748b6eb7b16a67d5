"""What a form sent is made anew and stored."""

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from cooperatives.models import Cooperative, StoredFile
from cooperatives.services.files import store_file
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
