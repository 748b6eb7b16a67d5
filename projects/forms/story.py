"""Text to values for the public story: its words, the three questions before it opens, why it closes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from occe.kit.forms import HouseHelper
from projects.models import Publication


class StoryForm(forms.Form):
    """What the public reads, without any first name. `**words**` stand out; an empty line begins a paragraph."""

    use_required_attribute = False
    summary = forms.CharField(label=_("En une phrase"), max_length=200, required=False)
    aims = forms.CharField(
        label=_("Ce que nous voulions"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    story = forms.CharField(
        label=_("Ce que nous avons fait"), max_length=6000, required=False, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Sans prénom : « un élève », « notre groupe », « on ». Une ligne vide commence un paragraphe."),
    )  # fmt: skip
    learnt = forms.CharField(
        label=_("Ce que nous avons appris"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper()


def _question(label, help_text, missing) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, help_text=help_text, widget=forms.RadioSelect, choices=Publication.Recognised.choices,
        error_messages={"required": missing},
    )  # fmt: skip


class PublishForm(forms.Form):
    """« Qui pourrait reconnaître qui ? » by the words, by the pictures and voices, by the place."""

    use_required_attribute = False
    by_words = _question(
        _("Par les mots, qui pourrait-on reconnaître ?"),
        _("Un métier de parent, un accident, un surnom, « le seul CM2 » disent qui c’est sans le nommer."),
        _("Les mots : regardez, puis répondez."),
    )
    by_pictures = _question(
        _("Par les images et les voix, qui pourrait-on reconnaître ?"),
        _("Un visage flouté ne cache personne dans une classe de huit : des mains, des dessins valent mieux."),
        _("Les images et les voix : regardez, puis répondez."),
    )
    by_place = _question(
        _("Par le lieu, qui pourrait-on reconnaître ?"),
        _("Une classe unique se nomme par son village : l’enseignant et les enfants aussi."),
        _("Le lieu : regardez, puis répondez."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper()


class WithdrawForm(forms.Form):
    """Why a story leaves the site, in the adult's own words; nothing has to be said."""

    use_required_attribute = False
    why = forms.CharField(label=_("Pourquoi le retirer ?"), max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper()
