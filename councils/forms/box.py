"""Text to values for petits mots: a child's, and what an adult writes for one."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from councils.models import Council, Slip
from councils.pictograms import PICTURES
from councils.queries.agenda import words_of
from councils.services.slips import LONGEST_TEXT
from members.queries_pupils import called, roll
from occe.kit.forms import HouseHelper


class SlipForm(forms.Form):
    """A child's petit mot: words, pictures, or both; `adult` gives it to the adult alone, `word` says that
    a first name is a plain word here, `school` to the
    whole school's council. Two taps have one `key`."""

    use_required_attribute = False
    text = forms.CharField(label=_("Ton petit mot"), required=False, max_length=LONGEST_TEXT * 4)
    pictures = forms.MultipleChoiceField(required=False, choices=[(key, key) for key in PICTURES])
    key = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    adult = forms.BooleanField(required=False)
    word = forms.BooleanField(required=False)
    school = forms.BooleanField(label=_("Pour le conseil de toute l’école"), required=False)


class DictatedForm(forms.Form):
    """What a child said, or a paper out of the wooden box. Without a child it is from the whole class."""

    kind = forms.ChoiceField(label=_("Quelle sorte de petit mot\u00a0?"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Le petit mot"),
        help_text=_("Avec les mots de l’enfant. Quand ça ne va pas, on raconte sans prénom."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Écrivez ce que l’enfant a dit.")},
    )
    pupil = forms.ModelChoiceField(
        None, label=_("De qui\u00a0?"), required=False, empty_label=_("Sans prénom"), to_field_name="public_id",
        help_text=_("L’enfant pourra suivre son idée. Seuls les adultes qui tiennent ce conseil voient son prénom."),
    )  # fmt: skip
    word = forms.BooleanField(
        label=_("Ici, c’est un mot, pas un prénom"), required=False, widget=forms.HiddenInput
    )  # fmt: skip
    key = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)

    def __init__(self, *args, council: Council, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Mettre dans la boîte"))
        self.fields["kind"].choices = list(words_of(council).items())
        self.fields["kind"].initial = Slip.Kind.IDEA
        rows = roll(council.classroom) if council.classroom else []
        field = self.fields["pupil"]
        field.queryset = type(rows[0].pupil).objects.filter(pk__in=[row.pupil_id for row in rows]) if rows else None
        field.label_from_instance = called
        if not rows:
            del self.fields["pupil"]

    def ask_whether_a_word(self) -> None:
        """What was taken for a first name can be a plain word: whoever writes says so."""
        self.fields["word"].widget = forms.CheckboxInput()
