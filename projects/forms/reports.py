"""Text to values for the activity report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from councils.models import Decision
from occe.kit.forms import HouseHelper
from projects.models import Piece, ReportLine
from projects.queries.report_words import titles


class WordsForm(forms.Form):
    """The words of the report, part by part; an empty one leaves the portal's."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for key, title in titles().items():
            most = 4000 if key in ("projects", "council") else 2000
            self.fields[key] = forms.CharField(
                label=title, required=False, max_length=most, widget=forms.Textarea(attrs={"rows": 5, "lang": "fr"})
            )
        self.helper = HouseHelper(_("Garder ces mots"))


class LineForm(forms.Form):
    """A training, an event, something else."""

    use_required_attribute = False
    kind = forms.ChoiceField(label=_("De quoi s’agit-il ?"), choices=ReportLine.Kind.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("En quelques mots"), max_length=200, error_messages={"required": _("Dites ce que c’était.")}
    )
    on = forms.DateField(label=_("Le (si vous savez)"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    hours = forms.DecimalField(label=_("Heures"), required=False, min_value=0.5, max_value=2000, decimal_places=1)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Ajouter"))


class ApproveForm(forms.Form):
    """The decision by which a council approved it."""

    use_required_attribute = False
    decision = forms.ModelChoiceField(
        Decision.objects.none(), to_field_name="public_id", label=_("La décision du conseil"),
        empty_label=_("Choisissez"),
        error_messages={"required": _("Choisissez la décision qui approuve le compte rendu.")},
    )  # fmt: skip

    def __init__(self, *args, decisions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decision"].queryset = decisions
        self.helper = HouseHelper(_("C’est cette décision"))


class PicturesForm(forms.Form):
    """The pictures of the report, among those that the families may see."""

    pieces = forms.ModelMultipleChoiceField(Piece.objects.none(), to_field_name="public_id", required=False)

    def __init__(self, *args, pieces, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pieces"].queryset = pieces
