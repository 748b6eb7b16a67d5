"""How a class works with money: text to values."""

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.models import ClassRules
from occe.kit.forms import HouseHelper


class ClassRulesForm(forms.Form):
    """Two choices of a class, each as a question that a teacher would ask."""

    asks_second_look = forms.BooleanField(
        label=_("Un deuxième élève regarde chaque dépense"),
        help_text=_("Il voit la photo à côté de ce qui est écrit, et dit s’il est d’accord."),
        required=False,
    )
    treasurers_only = forms.BooleanField(
        label=_("Seuls les trésoriers écrivent"),
        help_text=_("Sinon, chaque élève de la classe peut noter un achat ou un apport."),
        required=False,
    )

    def __init__(self, *args, rules: ClassRules, **kwargs):
        chosen = {"asks_second_look": rules.asks_second_look, "treasurers_only": rules.treasurers_only}
        super().__init__(*args, initial=chosen, prefix=f"class-{rules.classroom_id}", **kwargs)
        self.helper = HouseHelper(_("Garder ces choix"))
