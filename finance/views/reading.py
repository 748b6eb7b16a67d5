"""A paper that comes with a form: kept, read beside it; what it says is shown, and taken only by a touch."""

from django.core.files.uploadedfile import UploadedFile
from django.forms.utils import ErrorDict
from django.http import HttpRequest

from cooperatives.models import Cooperative, StoredFile
from finance.forms.kept_photo import KeptPhotoForm
from finance.models import ReceiptReading
from finance.services.asked_readings import ask_reading
from finance.views.record import is_carried
from finance.views.sending import stored_upload
from occe.kit.errors import DomainError

LOOK, TAKE = "look", "take"
"""The buttons: send the photo and have it read; put what it says into the fields."""


def stored_paper(request: HttpRequest, cooperative: Cooperative | None, upload: UploadedFile) -> StoredFile:
    """Store a paper that was sent, and have it read. Raises UploadRefused, FileQuotaReached."""
    stored = stored_upload(request, cooperative, upload)
    ask_reading(stored)
    return stored


def keeps_photo(request: HttpRequest, form: KeptPhotoForm, cooperative: Cooperative | None) -> bool:
    """Keep the photo that came with a form, whatever else it says; whether nothing is wrong with it."""
    upload = request.FILES.get("file")
    if upload is None:
        return True
    try:
        form.keep(stored_paper(request, cooperative, upload))
    except DomainError as error:
        form.add_error("file", str(error))
        return False
    return True


def only_reads(request: HttpRequest, form: KeptPhotoForm) -> bool:
    """Whether the writer did not send the form to be kept, but to have its paper read, to take what it says, or to see
    it in the other view.

    The form then shows what was typed, without asking for the rest; a photo that was refused still says why.
    """
    if not ({LOOK, TAKE} & request.POST.keys() or is_carried(request)):
        return False
    reading = ReceiptReading.objects.filter(file=form.photo).first() if form.photo else None
    if reading and TAKE in request.POST:
        form.take(reading)
    refused = form.errors.get("file")
    form._errors = ErrorDict({"file": refused} if refused else {})
    return True
