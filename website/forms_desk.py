"""What the staff write: pages, news, partners, steps of the journey."""

import re

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Federation
from occe.kit.errors import DomainError
from occe.kit.fields import DayField
from occe.kit.forms import HouseHelper
from occe.kit.uploads.kinds import PHOTOS
from occe.kit.uploads.pipeline import CleanFile, clean_upload
from website.models import NewsItem, Page, Partner, TimelineEntry

_TEXT = {"rows": 22}
_MISSING = {
    "title_fr": {"required": _("Écrivez le titre français.")},
    "title_en": {"required": _("Écrivez le titre anglais.")},
    "body_fr": {"required": _("Écrivez le texte français.")},
    "body_en": {"required": _("Écrivez le texte anglais.")},
    "text_fr": {"required": _("Écrivez l’étape en français.")},
    "text_en": {"required": _("Écrivez l’étape en anglais.")},
    "position": {"required": _("Écrivez le rang\u00a0: 1 vient en premier.")},
}
_PICTURE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)\s>]*)")
_NO_BRACKETS = str.maketrans("[]()", "    ")


class PhotoField(forms.FileField):
    """A picture that goes through the upload pipeline; gives a `CleanFile`, or None when nothing was sent."""

    widget = forms.FileInput(attrs={"accept": "image/*,.heic"})

    def clean(self, data, initial=None) -> CleanFile | None:
        if not data:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"])
            return None
        try:
            return clean_upload(data, name=data.name, declared_type=data.content_type or "", accept=PHOTOS)
        except DomainError as refused:
            raise forms.ValidationError(str(refused)) from refused


def check_pictures(body: str, federation: Federation) -> str:
    """A text whose pictures are all of the site's own, and described for those who do not see them."""
    for alt, address in _PICTURE.findall(body):
        if not alt.strip():
            raise forms.ValidationError(_("Entre les crochets de chaque image, dites ce que l’on y voit."))
        own = any(picture.path == address for picture in federation.site_pictures.select_related("file"))
        if not own and not address.startswith(settings.STATIC_URL):
            raise forms.ValidationError(
                _("L’image %(address)s n’est pas parmi celles du site : ajoutez-la d’abord.") % {"address": address}
            )
    return body


class PicturedTexts:
    """The two bodies of a text, each with pictures of the site's own only."""

    federation: Federation
    cleaned_data: dict

    def clean_body_fr(self) -> str:
        return check_pictures(self.cleaned_data["body_fr"], self.federation)

    def clean_body_en(self) -> str:
        return check_pictures(self.cleaned_data["body_en"], self.federation)


class PictureForm(forms.Form):
    """A picture for the texts of the site; its description is not a choice."""

    helper = HouseHelper()
    picture = PhotoField(
        label=_("Image"),
        help_text=_("Aucun visage d’enfant. 12 Mo au plus."),
        error_messages={"required": _("Choisissez une image.")},
    )
    alt_fr = forms.CharField(
        label=_("Ce que montre l’image"),
        max_length=160,
        error_messages={"required": _("Dites en quelques mots ce que montre l’image.")},
    )
    alt_en = forms.CharField(
        label=_("Ce que montre l’image, en anglais"),
        max_length=160,
        error_messages={"required": _("Dites en quelques mots ce que montre l’image.")},
    )

    def clean_alt_fr(self) -> str:
        return _one_line(self.cleaned_data["alt_fr"])

    def clean_alt_en(self) -> str:
        return _one_line(self.cleaned_data["alt_en"])


def _one_line(words: str) -> str:
    """A description without the signs that would end it inside a text."""
    line = " ".join(words.translate(_NO_BRACKETS).split())
    if not line:
        raise forms.ValidationError(_("Dites en quelques mots ce que montre l’image."))
    return line


class PageForm(PicturedTexts, forms.ModelForm):
    """Both languages of a page, read as values."""

    helper = HouseHelper()

    def __init__(self, *args, federation: Federation, **kwargs):
        self.federation = federation
        super().__init__(*args, **kwargs)

    class Meta:
        model = Page
        fields = ("title_fr", "body_fr", "title_en", "body_en")
        error_messages = _MISSING
        widgets = {"body_fr": forms.Textarea(attrs=_TEXT), "body_en": forms.Textarea(attrs=_TEXT)}


class NewsForm(PicturedTexts, forms.ModelForm):
    """A piece of news in both languages; `show` says when it comes out."""

    helper = HouseHelper()
    picture = PhotoField(label=_("Image"), required=False, help_text=_("Aucun visage d’enfant. 12 Mo au plus."))
    happens_on = DayField(label=_("A lieu le"), required=False, help_text=_("Pour une formation ou une rencontre."))
    show = forms.ChoiceField(
        label=_("Publication"),
        choices=[("draft", _("garder en brouillon")), ("now", _("montrer sur le site"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Dites si le site la montre.")},
    )

    class Meta:
        model = NewsItem
        fields = (
            "kind",
            "title_fr",
            "body_fr",
            "title_en",
            "body_en",
            "happens_on",
            "place",
            "picture",
            "picture_alt_fr",
            "picture_alt_en",
        )
        error_messages = _MISSING | {"kind": {"required": _("Dites si c’est une actualité ou une formation.")}}
        widgets = {
            "kind": forms.RadioSelect,
            "body_fr": forms.Textarea(attrs={"rows": 12}),
            "body_en": forms.Textarea(attrs={"rows": 12}),
        }

    def __init__(self, *args, federation: Federation, **kwargs):
        self.federation = federation
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = NewsItem.Kind.choices
        self.initial.setdefault("show", "now" if self.instance.published_at else "draft")
        self.initial.pop("picture", None)  # the picture that is there stays until another is sent

    def clean(self):
        values = super().clean()
        if values.get("kind") == NewsItem.Kind.WORKSHOP and not values.get("happens_on"):
            self.add_error("happens_on", _("Une formation a une date : écrivez-la."))
        if values.get("picture") or self.instance.picture_id:
            for name in ("picture_alt_fr", "picture_alt_en"):
                if not values.get(name):
                    self.add_error(name, _("Dites en quelques mots ce que montre l’image."))
        return values

    def values(self) -> dict:
        """What `services.news` is given: published now, still, or not."""
        values = dict(self.cleaned_data)
        shown = values.pop("show") == "now"
        values["published_at"] = (self.instance.published_at or timezone.now()) if shown else None
        values["picture"] = values["picture"] or None
        return values

    def _post_clean(self):
        """The values go to a service: the model's own constraints speak there, with the file made."""


class PartnerForm(forms.ModelForm):
    """A partner, read as values."""

    helper = HouseHelper()
    name = forms.CharField(
        label=_("Nom du partenaire"),
        max_length=120,
        error_messages={"required": _("Écrivez le nom du partenaire.")},
    )
    url = forms.URLField(label=_("Adresse de son site"), required=False, assume_scheme="https")
    logo = PhotoField(label=_("Logo"), required=False)

    class Meta:
        model = Partner
        fields = ("name", "url", "text_fr", "text_en", "position", "logo")
        error_messages = _MISSING

    def __init__(self, *args, others, **kwargs):
        self.others = others
        super().__init__(*args, **kwargs)
        self.initial.pop("logo", None)  # the logo that is there stays until another is sent

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if self.others.exclude(pk=self.instance.pk).filter(name=name).exists():
            raise forms.ValidationError(_("Ce partenaire est déjà dans la liste."))
        return name

    def _post_clean(self):
        """The values go to a service."""


class StepForm(forms.ModelForm):
    """A step of the journey, read as values."""

    helper = HouseHelper()
    date = DayField(label=_("Date"), required=False, help_text=_("Le site en montre l’année."))

    class Meta:
        model = TimelineEntry
        fields = ("text_fr", "text_en", "date", "position")
        error_messages = _MISSING
