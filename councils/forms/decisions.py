"""Text to values for what a council decided."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from councils.forms.numbers import says
from councils.models import Ballot, Council, Decision, FollowUp
from councils.queries.register import STATES, Wanted
from councils.services.decisions import LONGEST, Votes
from occe.kit.dates import today
from occe.kit.fields import DayField, EurosField
from occe.kit.forms import HouseHelper

COUNTS = {
    "present": _("Présents"),
    "votes_for": _("Pour"),
    "votes_against": _("Contre"),
    "votes_blank": _("Ne choisit pas"),
}
COUNT_SAYS = says(_("Écrivez un nombre de 0 à 999."))
ON_PAPER = [way for way in Ballot.Way.choices if way[0] != Ballot.Way.ELECTION]


class WordsForm(forms.Form):
    """What was decided, who does it, before when, for how much: the sentence of the register and its particulars."""

    use_required_attribute = False
    text = forms.CharField(
        label=_("Ce qu’on a décidé"),
        help_text=_("Avec les mots de la classe. Ni prénom, ni nom de famille."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Écrivez ce que le conseil a décidé.")},
    )
    amount = EurosField(
        label=_("Somme à ne pas dépasser"), required=False, help_text=_("Si la décision coûte quelque chose.")
    )
    owner_words = forms.CharField(
        label=_("Qui s’en occupe"), required=False, max_length=80,
        help_text=_("Sans prénom : « la trésorière et une volontaire »."),
    )  # fmt: skip
    due_on = DayField(label=_("À faire avant le"), required=False)


class DecisionForm(WordsForm):
    """A decision as it will stand in the register: the class's own words, the day, the sum, the count."""

    council = forms.ModelChoiceField(Council.objects.none(), label=_("Quel conseil\u00a0?"), empty_label=None)
    on = DayField(label=_("Le jour du conseil"))
    way = forms.ChoiceField(
        label=_("Comment on a décidé"), required=False, choices=[("", _("On ne sait plus")), *ON_PAPER]
    )
    present = forms.IntegerField(
        label=COUNTS["present"], min_value=1, max_value=999, required=False,
        error_messages=says(_("Écrivez un nombre de 1 à 999.")),
    )  # fmt: skip
    votes_for = forms.IntegerField(
        label=COUNTS["votes_for"], min_value=0, max_value=999, required=False, error_messages=COUNT_SAYS
    )  # fmt: skip
    votes_against = forms.IntegerField(
        label=COUNTS["votes_against"], min_value=0, max_value=999, required=False, error_messages=COUNT_SAYS
    )  # fmt: skip
    votes_blank = forms.IntegerField(
        label=COUNTS["votes_blank"], min_value=0, max_value=999, required=False, error_messages=COUNT_SAYS
    )  # fmt: skip

    field_order = ("council", "text", "on", "amount", "owner_words", "due_on", "way", *COUNTS)

    def __init__(self, *args, councils, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Garder cette décision"))
        self.fields["council"].queryset = councils

    def clean(self) -> dict:
        """Counts go together: all of them, or none when the council agreed without counting."""
        values = super().clean()
        counts = [values.get(name) for name in COUNTS]
        values["votes"] = None
        if any(count is not None for count in counts):
            if values.get("present") is None:
                self.add_error("present", _("Écrivez combien étaient présents, pour que le compte tombe juste."))
            else:
                values["votes"] = Votes(*(count or 0 for count in counts))
        for name in COUNTS:
            values.pop(name, None)
        return values


class CorrectionForm(DecisionForm):
    """The decision that takes the place of another of the same council."""

    def __init__(self, *args, decision: Decision, **kwargs):
        known = {"amount": decision.amount, "owner_words": decision.owner_words, "due_on": decision.due_on}
        known |= {"text": decision.text, "on": today()}
        super().__init__(*args, councils=Council.objects.none(), initial=known, **kwargs)
        del self.fields["council"]
        self.helper = HouseHelper(_("Garder la correction"))


class RewordForm(WordsForm):
    """A decision that nobody has signed, written better."""

    look_again_on = DayField(label=_("On en reparle le"), required=False)

    def __init__(self, *args, decision: Decision, **kwargs):
        facts = ("text", "amount", "owner_words", "due_on", "look_again_on")
        super().__init__(*args, initial={name: getattr(decision, name) for name in facts}, **kwargs)
        self.helper = HouseHelper(_("Garder la phrase"))


class FollowUpForm(forms.Form):
    """Where a decision stands today."""

    use_required_attribute = False
    state = forms.ChoiceField(
        label=_("Où en est-on ?"), choices=FollowUp.State.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez où en est cette décision.")},
    )  # fmt: skip
    words = forms.CharField(
        label=_("En une phrase"), required=False, max_length=200, help_text=_("Sans prénom : la phrase reste.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="id_follow_%s", **kwargs)
        self.helper = HouseHelper(_("Noter"))


class RegisterFilterForm(forms.Form):
    """What to show of the register: a form in the address, so that a filtered page can be kept or sent."""

    q = forms.CharField(label=_("Mots"), required=False, max_length=80)
    year = forms.TypedChoiceField(label=_("Année"), coerce=int, empty_value=None, required=False)
    council = forms.TypedChoiceField(label=_("Conseil"), coerce=int, empty_value=None, required=False)
    state = forms.ChoiceField(label=_("Où on en est"), required=False)

    def __init__(self, *args, councils, **kwargs):
        super().__init__(*args, **kwargs)
        years = {council.year_id: council.year.slug for council in councils}
        self.fields["year"].choices = [("", _("Toutes")), *years.items()]
        rows = [(council.pk, f"{_called(council)} · {council.year.slug}") for council in councils]
        self.fields["council"].choices = [("", _("Tous")), *rows]
        self.fields["state"].choices = [("", _("Toutes")), *STATES.items()]
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "form-control" if name == "q" else "form-select"

    def wanted(self) -> Wanted:
        """The filter; a field that is not understood lets everything through."""
        self.full_clean()
        values = getattr(self, "cleaned_data", {})
        names = ("year", "council", "state")
        return Wanted(words=values.get("q", ""), **{name: values[name] for name in names if values.get(name)})


def _called(council: Council) -> str:
    return council.classroom.name if council.classroom else gettext("conseil de la coopérative")
