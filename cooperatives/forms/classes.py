"""The classes of a request: as many rows as there are classes, added and removed without JavaScript."""

from typing import Any, cast

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cooperatives.forms.fields import HouseForm, LineField, required
from cooperatives.models import Level
from cooperatives.queries.rules import MOST_CLASSES, refusal_of_counts
from occe.kit.folded import fold

FIELDS = ("name", "pupil_count", "adult_count")


class ClassForm(HouseForm):
    """One class."""

    name = LineField(
        label=_("Nom de la classe"),
        max_length=60,
        help_text=_("Par exemple CE1-CE2, ou le nom que les élèves lui donnent."),
        error_messages=required(_("Donnez un nom à la classe, par exemple CE1-CE2.")),
    )
    levels = forms.MultipleChoiceField(
        label=_("Niveaux"),
        choices=Level.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages=required(_("Cochez au moins un niveau.")),
    )
    pupil_count = forms.IntegerField(
        label=_("Élèves"),
        min_value=1,
        max_value=60,
        error_messages={
            **required(_("Écrivez le nombre d’élèves.")),
            "invalid": _("Écrivez un nombre, par exemple 22."),
            "min_value": _("Une classe compte au moins un élève. Si elle est vide, retirez-la."),
            "max_value": _("Une classe compte au plus 60 élèves. Comptez chaque classe à part."),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    adult_count = forms.IntegerField(
        label=_("Adultes"),
        min_value=0,
        max_value=20,
        initial=1,
        error_messages={
            **required(_("Écrivez le nombre d’adultes, vous compris.")),
            "invalid": _("Écrivez un nombre, par exemple 1."),
            "min_value": _("Écrivez 0 ou plus."),
            "max_value": _("Une classe compte au plus 20 adultes : relisez ce nombre."),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class ClassRows(BaseFormSet):
    """All the classes together. A row that nobody touched is left out, as long as another one is filled in."""

    def __init__(self, *args: Any, kind: str = "", **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(*args, **kwargs)

    def _construct_form(self, i: int, **kwargs: Any) -> forms.Form:
        form = super()._construct_form(i, **kwargs)
        form.empty_permitted = i > 0
        return form

    def clean(self) -> None:
        """No name twice; sizes that the form of cooperative allows."""
        seen: set[str] = set()
        for form in self.filled:
            name = fold(form.cleaned_data.get("name", ""))
            if name and name in seen:
                form.add_error("name", _("Deux classes portent ce nom. Ajoutez une lettre ou le nom de l’adulte."))
            seen.add(name)
        sentence = refusal_of_counts(self.kind, [form.cleaned_data.get("pupil_count") or 0 for form in self.filled])
        if sentence:
            raise forms.ValidationError(sentence)

    @property
    def filled(self) -> list[forms.Form]:
        return [form for form in self.forms if getattr(form, "cleaned_data", None)]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The classes, ready for the service."""
        return [form.cleaned_data for form in self.filled]


ClassFormSet = cast(
    type[ClassRows],
    formset_factory(ClassForm, formset=ClassRows, extra=0, max_num=MOST_CLASSES, absolute_max=MOST_CLASSES),
)


def typed_rows(data: QueryDict) -> list[dict[str, Any]]:
    """What stands in the rows as it was typed, right or wrong, for showing them again with one row more or less."""
    asked = data.get("form-TOTAL_FORMS", "")
    count = min(int(asked), MOST_CLASSES) if asked.isascii() and asked.isdigit() else 1
    return [
        {**{name: data.get(f"form-{i}-{name}", "") for name in FIELDS}, "levels": data.getlist(f"form-{i}-levels")}
        for i in range(count)
    ]


def changed_rows(data: QueryDict) -> list[dict[str, Any]] | None:
    """The rows after a press on "add" or "remove"; None when another button was pressed."""
    rows = typed_rows(data)
    if "add" in data:
        return [*rows, {"adult_count": "1"}][:MOST_CLASSES]
    removed = data.get("remove", "")
    if removed.isascii() and removed.isdigit():
        return [row for i, row in enumerate(rows) if i != int(removed)] or [{"adult_count": "1"}]
    return None
