"""A paper that is read beside its form: what it says is shown, and taken only by a touch of the button."""

from django.forms.utils import ErrorDict
from django.http import HttpRequest

from finance.forms.receipts import PaperForm
from finance.models import ReceiptReading

LOOK, TAKE = "look", "take"
"""The buttons: send the photo and have it read; put what it says into the fields."""


def only_reads(request: HttpRequest, form: PaperForm) -> bool:
    """Whether the writer did not send the form to be kept, but to have its paper read, or to take what it says.

    The form then shows what was typed, without asking for the rest; a photo that was refused still says why.
    """
    if not {LOOK, TAKE} & request.POST.keys():
        return False
    reading = ReceiptReading.objects.filter(file=form.photo).first() if form.photo else None
    if reading and TAKE in request.POST:
        _take(form, reading)
    refused = form.errors.get("file")
    form._errors = ErrorDict({"file": refused} if refused else {})
    return True


def _take(form: PaperForm, reading: ReceiptReading) -> None:
    """The answers of the paper, in the fields: the writer reads them once more before the form is kept."""
    form.data = form.data.copy()
    if reading.total is not None:
        form.data["amount"] = f"{abs(reading.total):.2f}".replace(".", ",")
    if reading.date:
        form.data["date"] = reading.date.isoformat()
    if reading.shop and not form.data.get("caption"):
        form.data["caption"] = reading.shop
