"""Text to values for a project that begins."""

from django import forms
from django.utils.translation import gettext_lazy as _

from councils.models import Decision
from occe.kit.forms import HouseHelper
from projects.kinds import choices_of


class StartForm(forms.Form):
    """What the project is called and what it is about, and the decision that starts it."""

    use_required_attribute = False
    decision = forms.ModelChoiceField(
        Decision.objects.none(), to_field_name="public_id", label=_("Décidé par le conseil"),
        empty_label=_("Choisissez"), error_messages={"required": _("Un projet commence par une décision du conseil.")},
    )  # fmt: skip
    title = forms.CharField(
        label=_("Comment s’appelle-t-il ?"), max_length=120,
        error_messages={"required": _("Donnez un titre au projet, par exemple « Un jardin pour les papillons ».")},
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("De quoi s’agit-il ?"), widget=forms.RadioSelect)
    summary = forms.CharField(label=_("En une phrase"), max_length=200, required=False)

    def __init__(self, *args, decisions, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decision"].queryset = decisions
        self.fields["kind"].choices = choices_of(kinds)
        self.helper = HouseHelper(_("Commencer le projet"))
