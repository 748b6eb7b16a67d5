"""The one shape of "this cannot be taken as it is typed", shared by amounts, days, lines and UAI numbers."""

from typing import TYPE_CHECKING, Any

from django.forms import ValidationError

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Refused(ValueError):
    """Something typed that cannot be taken as it stands.

    `code` names the reason for the program; `sentence` tells a person what to write instead, in the language of the
    page; `details` fill the sentence's named places. Parsers raise a subclass; the form fields of `occe.kit.fields`
    show it beside the field.
    """

    code: str = "refused"
    sentence: "StrOrPromise"

    def __init__(self, **details: Any) -> None:
        super().__init__(self.code)
        self.details = details

    def __str__(self) -> str:
        text = str(self.sentence)
        return text % self.details if self.details else text

    def as_validation_error(self) -> ValidationError:
        """The same refusal for a form: same sentence, same code, the details as `params`."""
        return ValidationError(self.sentence, code=self.code, params=self.details or None)
