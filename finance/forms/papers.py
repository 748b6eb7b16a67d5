"""Papers: a photo that comes late, why there is none, and the photos of the tray: text to values."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom
from finance.models import InternalSlip, TrayPaper
from occe.kit.forms import HouseHelper

MOST_AT_ONCE = 12
"""Photos of one sending: each takes up to two seconds of another process while the page waits."""
PAPERS = "image/*,application/pdf"


class SeveralFiles(forms.FileField):
    """Several files in one field; each is the pipeline's to look at, an empty one too."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=_SeveralFilesInput(attrs={"accept": PAPERS}), allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = [super(SeveralFiles, self).clean(one, initial) for one in data or []]
        if not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return files


class _SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile]:
        return files.getlist(name) if hasattr(files, "getlist") else []


class BringForm(forms.Form):
    """Photos for the tray, and the class that they are for."""

    use_required_attribute = False
    files = SeveralFiles(
        label=_("Les photos"),
        error_messages={"required": _("Prenez au moins un ticket en photo, ou choisissez des images.")},
    )
    classroom = forms.ModelChoiceField(
        Classroom.objects.none(), label=_("Pour quelle classe"), required=False, empty_label=_("Toute l’école")
    )

    def __init__(self, *args: Any, classrooms: QuerySet[Classroom], for_school: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["classroom"]
        field.queryset = classrooms
        if not for_school:
            field.required, field.empty_label, field.initial = True, None, classrooms.first()


class AsideForm(forms.Form):
    """Why a photo is set aside."""

    use_required_attribute = False
    reason = forms.ChoiceField(
        label=_("Pourquoi ?"),
        widget=forms.RadioSelect,
        choices=TrayPaper.Reason.choices[1:],
        error_messages={"required": _("Dites pourquoi.")},
    )
    note = forms.CharField(label=_("Ce qui s’est passé"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper()


class LaterPhotoForm(forms.Form):
    """The photo of a paper that came late."""

    use_required_attribute = False
    file = forms.FileField(
        label=_("La photo du papier"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": PAPERS}),
        error_messages={"required": _("Choisissez la photo, ou dites que le papier est dans la boîte.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper()


class NoPaperForm(forms.Form):
    """Why an expense has no paper."""

    use_required_attribute = False
    reason = forms.ChoiceField(
        label=_("Pourquoi n’y a-t-il pas de papier ?"),
        widget=forms.RadioSelect,
        choices=InternalSlip.Reason.choices,
        error_messages={"required": _("Dites pourquoi.")},
    )
    words = forms.CharField(
        label=_("Ce qui s’est passé"),
        required=False,
        max_length=200,
        help_text=_("Par exemple : le stand du marché n’a pas de caisse. Sans nom de personne."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper()
