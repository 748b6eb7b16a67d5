"""An advice on purchases, and a sentence to try them all on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.models import PurchaseAdvice
from occe.kit.forms import HouseHelper


class AdviceForm(forms.ModelForm):
    """What is thought of a kind of purchase, the words that make it known, why. Read as values."""

    helper = HouseHelper()
    verb = _("Enregistrer ce conseil")
    words = forms.CharField(
        label=_("Mots qui le font reconnaître"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Séparés par des virgules. Sans accents ni pluriel : le portail les reconnaît tous."),
        error_messages={"required": _("Écrivez au moins un mot qui fait reconnaître l’achat.")},
    )

    class Meta:
        model = PurchaseAdvice
        fields = ("state", "words", "reason_fr", "reason_en")
        widgets = {"state": forms.RadioSelect}
        error_messages = {
            "state": {"required": _("Dites ce que l’association en pense.")},
            "reason_fr": {"required": _("Dites pourquoi : c’est ce que lira l’école.")},
        }
        help_texts = {
            "reason_fr": _("Une phrase, telle que l’école la lira."),
            "reason_en": _("La même en anglais ; vide, la phrase française est montrée."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = PurchaseAdvice.State.choices
        if self.instance.pk:
            self.initial["words"] = ", ".join(self.instance.words)

    def clean_words(self) -> list[str]:
        return [word.strip() for word in self.cleaned_data["words"].replace("\n", ",").split(",") if word.strip()]

    def _post_clean(self) -> None:
        """Read as values: the row is the service's to write."""


class TryForm(forms.Form):
    """A sentence, as a school would write it."""

    sentence = forms.CharField(label=_("Essayer une phrase"), required=False, max_length=120)
