"""What a council opened to everybody."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from councils.models import Decision
from finance.models import Account, Book, OpenAccounts
from occe.kit.forms import HouseHelper
from projects.models import Project


class OpenAccountsForm(forms.Form):
    """The council's decision, the projects, the lines: nothing is ticked beforehand."""

    use_required_attribute = False
    decision = forms.ModelChoiceField(
        Decision.objects.none(), label=_("Quelle décision du conseil ?"), empty_label=_("Choisissez"),
        error_messages={"required": _("Nommez la décision : c’est le conseil qui ouvre les comptes.")},
    )  # fmt: skip
    projects = forms.ModelMultipleChoiceField(
        Project.objects.none(), label=_("Quels projets ?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Leur titre sera lu par tous : qu’il ne nomme personne."),
    )  # fmt: skip
    with_rest = forms.BooleanField(label=_("Montrer aussi ce qui n’est d’aucun projet"), required=False)
    with_totals = forms.BooleanField(label=_("Montrer ce qu’il y avait, et ce qu’il reste"), required=False)
    codes = forms.MultipleChoiceField(
        label=_("Quelles lignes, dans chaque projet ?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Une ligne est un total de l’année. Sans ligne, seul le total du projet se lit."),
    )  # fmt: skip

    def __init__(self, *args: Any, book: Book, opened: OpenAccounts | None, **kwargs: Any) -> None:
        if opened:
            names = ("decision", "with_rest", "with_totals", "codes")
            kwargs["initial"] = {name: getattr(opened, name) for name in names} | {"projects": opened.projects.all()}
        super().__init__(*args, **kwargs)
        here = {"council__cooperative": book.cooperative}
        self.fields["decision"].queryset = Decision.objects.filter(**here).order_by("-date", "-number")
        self.fields["projects"].queryset = Project.objects.filter(cooperative=book.cooperative).order_by("-pk")
        kinds = (Account.Kind.INCOME, Account.Kind.EXPENSE)
        chart = Account.objects.of_year(book.year).active().filter(kind__in=kinds).order_by("position", "code")
        self.fields["codes"].choices = [(account.code, account.label) for account in chart]
        self.helper = HouseHelper()
