"""The photo that comes with a form of writing: kept while the form is refused, read beside it, taken by a touch."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.core import signing
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom, StoredFile
from finance.models import Account, ReceiptReading
from occe.kit.euros import CENT

KEPT = "finance.receipt"
"""The salt of the id of a photo that was kept while its form was refused."""


class OwnFileField(forms.FileField):
    """A file whose refusals are the upload's own sentences: an empty one is the pipeline's to refuse."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_empty_file=True, **kwargs)


class KeptPhotoForm(forms.Form):
    """A form with a paper. `kept` is the signed id of a photo that was stored before; `writer` the id of who writes;
    `kind` what is written, an expense or an income.
    """

    kind = ""
    use_required_attribute = False
    request_id = forms.UUIDField(widget=forms.HiddenInput)
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    file = OwnFileField(
        label=_("La photo du papier"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
    )

    def __init__(self, *args: Any, writer: int, **kwargs: Any) -> None:
        kwargs["initial"] = {"request_id": uuid4()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.writer = writer

    @cached_property
    def photo(self) -> StoredFile | None:
        """The photo of an earlier sending of this form, by the same person and on the same day."""
        try:
            found = signing.loads(self.data.get("kept", ""), salt=KEPT, max_age=86400)
        except signing.BadSignature:
            return None
        return StoredFile.objects.filter(public_id=found, uploaded_by_id=self.writer).first()

    @property
    def shop_tells(self) -> bool:
        """Whether the name on the paper says what this is: of what came in it would only say who gave it."""
        return self.kind != Account.Kind.INCOME

    def keep(self, photo: StoredFile) -> None:
        """Let the form carry a photo that was stored, so that a refusal loses nothing."""
        self.data = self.data.copy()
        self.data["kept"] = signing.dumps(str(photo.public_id), salt=KEPT)
        self.__dict__["photo"] = photo

    def take(self, reading: ReceiptReading) -> None:
        """Put what the paper says into the fields: the writer reads it once more before the form is kept."""
        self.data = self.data.copy()
        if reading.total is not None:
            self.take_amount(abs(reading.total))
        if reading.date:
            self.data["date"] = reading.date.isoformat()
        if reading.shop and self.shop_tells and not self.data.get("caption"):
            self.data["caption"] = reading.shop

    def take_amount(self, amount: Decimal) -> None:
        """Put the total of the paper, in euros, where this form asks for it."""
        self.data["amount"] = as_typed(amount)

    def propose_class(self, classroom: Classroom) -> None:
        """Begin with the class that the paper was brought for."""
        self.fields["classroom"].initial = classroom


def as_typed(amount: Decimal) -> str:
    """Euros as somebody types them."""
    return str(amount.quantize(CENT)).replace(".", ",")
