"""An adult's count of a box, and what an adult says of it: text to values."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom
from finance.models import PIECES, Book
from occe.kit.dates import today
from occe.kit.fields import DayField
from occe.kit.forms import HouseHelper

MOST_OF_ONE = 9999
RARE = {20000, 10000, 2, 1}  # cents: seldom in a school's box, behind a fold


class PiecesForm(forms.Form):
    """So many of each coin and note, in fields named by their value in cents."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        number = {"inputmode": "numeric", "autocomplete": "off"}
        for cents in PIECES:
            self.fields[f"n{cents}"] = forms.IntegerField(
                required=False, min_value=0, max_value=MOST_OF_ONE,
                widget=forms.TextInput(attrs=number | {"data-cents": cents}),
                error_messages={
                    "invalid": _("Écrivez un nombre de pièces, par exemple 3."),
                    "min_value": _("On compte à partir de zéro."),
                    "max_value": _("C’est beaucoup : recomptez."),
                },
            )  # fmt: skip

    @property
    def cells(self) -> list[tuple[int, forms.BoundField]]:
        """Each coin or note with its field, the largest first."""
        return [(cents, self[f"n{cents}"]) for cents in PIECES]

    @property
    def usual(self) -> list[tuple[int, forms.BoundField]]:
        """The coins and notes that every box has."""
        return [(cents, field) for cents, field in self.cells if cents not in RARE]

    @property
    def rare(self) -> list[tuple[int, forms.BoundField]]:
        """The others."""
        return [(cents, field) for cents, field in self.cells if cents in RARE]

    @property
    def rare_is_used(self) -> bool:
        """Whether something was typed for them, which is shown then."""
        return any(field.value() for _cents, field in self.rare)

    @property
    def rest(self) -> list[forms.BoundField]:
        """The other fields, in the order of the page."""
        return [field for field in self if field.name not in {f"n{cents}" for cents in PIECES}]

    @property
    def total(self) -> Decimal:
        """Euros, as far as what was typed can be read."""
        texts = ((cents, str(field.value() or "")) for cents, field in self.cells)
        whole = ((cents, int(text)) for cents, text in texts if text.isascii() and text.isdecimal() and len(text) <= 4)
        return Decimal(sum(cents * count for cents, count in whole)) / 100

    def pieces(self) -> dict[int, int]:
        """How many of each, by value in cents."""
        return {cents: count for cents in PIECES if (count := self.cleaned_data.get(f"n{cents}"))}


class DirectCountForm(PiecesForm):
    """An adult counts alone."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    counted_on = DayField(label=_("Compté le"))
    explanation = forms.CharField(
        label=_("Si ce n’est pas la somme du cahier, pourquoi ?"), max_length=300, required=False,
        help_text=_("Quelques mots, sans nom de personne : « une pièce a roulé sous l’armoire »."),
    )  # fmt: skip
    for_year_end = forms.BooleanField(
        label=_("C’est le compte de fin d’année"), required=False, help_text=_("Deux adultes le signent.")
    )

    def __init__(self, *args: Any, book: Book, for_year_end: bool = False, **kwargs: Any) -> None:
        day = min(max(today(), book.year.starts), book.year.ends)
        facts = {"request_id": uuid4(), "counted_on": day, "for_year_end": for_year_end}
        super().__init__(*args, initial=facts, **kwargs)
        _settle_year_end(self, for_year_end)
        self.order_fields(["request_id", "counted_on"])
        self.helper = HouseHelper(_("Confirmer ce compte"))

    def values(self) -> dict[str, Any]:
        """What `count_alone` takes."""
        names = ("request_id", "counted_on", "explanation", "for_year_end")
        return {name: self.cleaned_data[name] for name in names} | {"pieces": self.pieces()}


class PupilsCountForm(forms.Form):
    """Which class counts this box, two pupils at a time."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    counted_by_class = forms.ModelChoiceField(
        Classroom.objects.none(), label=_("Quelle classe compte ?"), empty_label=None
    )
    for_year_end = forms.BooleanField(
        label=_("C’est le compte de fin d’année"), required=False, help_text=_("Deux adultes le signent.")
    )

    def __init__(self, *args: Any, classrooms: Sequence[Classroom], for_year_end: bool = False, **kwargs: Any) -> None:
        facts = {"request_id": uuid4(), "for_year_end": for_year_end}
        super().__init__(*args, initial=facts, auto_id="id_pupils_%s", **kwargs)
        _settle_year_end(self, for_year_end)
        self.fields["counted_by_class"].queryset = classrooms
        self.helper = HouseHelper(_("Faire compter par deux élèves"))


def _settle_year_end(form: forms.Form, for_year_end: bool) -> None:
    """Who comes from the steps of the year's end is not asked again what the count is for."""
    if for_year_end:
        form.fields["for_year_end"].widget = forms.HiddenInput()


class ConfirmCountForm(forms.Form):
    """An adult confirms what two pupils counted. A difference is explained: `asked` says whether the page asks so."""

    use_required_attribute = False
    explanation = forms.CharField(
        label=_("Pourquoi ce n’est pas pareil"), max_length=300,
        error_messages={"required": _("Dites en quelques mots pourquoi ce n’est pas pareil.")},
        help_text=_("Quelques mots, sans nom de personne : « une pièce a roulé sous l’armoire »."),
    )  # fmt: skip

    def __init__(self, *args: Any, asked: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["explanation"].required = asked
        self.helper = HouseHelper()


class SheetForm(forms.Form):
    """The photo of a sheet that two people signed."""

    use_required_attribute = False
    file = forms.FileField(
        label=_("La photo de la feuille signée"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
        error_messages={"required": _("Choisissez la photo de la feuille.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper()


class MendForm(forms.Form):
    """The entry of a difference, once."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"request_id": uuid4()}, **kwargs)
