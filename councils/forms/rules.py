"""The poster of the class: text to values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from councils.models import Council, Decision
from councils.models.rules import PICTURES
from occe.kit.forms import HouseHelper


class PosterForm(forms.Form):
    """A law or a rule, in one sentence, with its picture. A rule says which decision made it."""

    use_required_attribute = False
    text = forms.CharField(
        label=_("En une phrase"), max_length=160, help_text=_("Ce qu’on fait, plutôt que ce qu’on ne fait pas."),
        error_messages={"required": _("Écrivez la règle en une phrase.")},
    )  # fmt: skip
    picture = forms.ChoiceField(
        label=_("Son image"), choices=[("", _("aucune")), *PICTURES.items()], required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    decision = forms.ModelChoiceField(
        Decision.objects.none(), label=_("Quelle décision l’a faite ?"), required=False,
        empty_label=_("Aucune : c’est une loi, elle ne se vote pas"),
    )  # fmt: skip

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper()
        self.fields["decision"].queryset = council.decisions.order_by("-number")


class EndForm(forms.Form):
    """The decision that ends a rule."""

    use_required_attribute = False
    decision = forms.ModelChoiceField(
        Decision.objects.none(), label=_("Quelle décision l’arrête ?"),
        error_messages={"required": _("Choisissez la décision qui l’arrête.")},
    )  # fmt: skip

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Retirer cette règle"))
        self.fields["decision"].queryset = council.decisions.order_by("-number")
