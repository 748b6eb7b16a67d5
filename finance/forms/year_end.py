"""The small forms of the year's end: text to values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.models import YearEnd
from occe.kit.forms import HouseHelper


class OriginalsForm(forms.Form):
    """Where the box of the paper vouchers stands."""

    use_required_attribute = False
    place = forms.CharField(
        label=_("Où sont les originaux ?"), max_length=120,
        help_text=_("Par exemple : armoire de la classe 2, classeur vert."),
        error_messages={"required": _("Dites dans quelle armoire, quelle boîte ou quel classeur.")},
    )  # fmt: skip

    def __init__(self, *args: Any, end: YearEnd | None, **kwargs: Any) -> None:
        super().__init__(*args, initial={"place": end.originals_place if end else ""}, **kwargs)
        self.helper = HouseHelper(_("Garder ce lieu"))


class PaperFileForm(forms.Form):
    """One paper, as a PDF or a photo."""

    use_required_attribute = False
    file = forms.FileField(
        label=_("Le fichier"), allow_empty_file=True, help_text=_("Un PDF, ou la photo d’une page."),
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
        error_messages={"required": _("Choisissez un fichier, ou prenez la page en photo.")},
    )  # fmt: skip

    def __init__(self, *args: Any, verb: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(verb)


class ReadForm(forms.Form):
    """One button: it was read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Nous l’avons lu"))
