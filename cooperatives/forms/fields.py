"""Fields that several forms here share."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from occe.kit.errors import DomainError
from occe.kit.folded import clean_line, clean_text
from occe.kit.forms import HouseHelper
from occe.kit.refused import Refused
from occe.kit.uploads.pipeline import CleanFile, clean_upload


class HouseForm(forms.Form):
    """A form in the house's layout; the page writes its own buttons."""

    @property
    def helper(self) -> HouseHelper:
        return HouseHelper()


class LineField(forms.CharField):
    """One line, without signs that nobody sees."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        try:
            return clean_line(text) if text else ""
        except Refused as refused:
            if self.required:
                raise refused.as_validation_error() from refused
            return ""


class NameField(LineField):
    """A first or last name of an adult. It stands in letters to other people: nothing in it looks like an address."""

    default_validators = [RegexValidator(r"^[^\d/:@<>]*$", _("Un nom s’écrit sans chiffre ni adresse."))]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=60, **kwargs)


class MailField(forms.EmailField):
    """An e-mail address."""

    default_error_messages = {
        "invalid": _("Une adresse e-mail s’écrit nom@domaine, par exemple prenom.nom@ecole.example."),
    }


class TextField(forms.CharField):
    """A few lines."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "")


class PaperInput(forms.FileInput):
    """A file or, on a telephone, a photo taken now."""

    def __init__(self) -> None:
        super().__init__(attrs={"accept": "image/*,.pdf,.heic"})


class PaperField(forms.FileField):
    """A photo or a PDF that goes through the upload pipeline; gives a `CleanFile`, or None when nothing was sent."""

    widget = PaperInput
    default_error_messages = {"empty": _("Ce fichier est vide. Choisissez-le à nouveau.")}

    def clean(self, data: Any, initial: Any = None) -> CleanFile | None:
        if not data:
            return None
        try:
            return clean_upload(data, name=data.name, declared_type=data.content_type or "")
        except DomainError as refused:
            raise forms.ValidationError(str(refused)) from refused


def required(sentence: Any) -> dict[str, Any]:
    """The sentence of a field that was left empty: what to write, rather than that something is required."""
    return {"required": sentence}
