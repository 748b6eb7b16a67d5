"""Text to values: the contact form, and what the staff write."""

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from occe.kit.forms import HouseHelper
from projects.models import ContentReport, Piece


class ContactForm(forms.Form):
    """What a visitor writes. `website` is a trap: people do not see it, programs fill it in."""

    name = forms.CharField(
        label=_("Votre nom"),
        max_length=100,
        error_messages={"required": _("Écrivez votre nom, pour que nous sachions à qui nous répondons.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Votre adresse e-mail"),
        help_text=_("Elle sert à vous répondre, et à rien d’autre."),
        error_messages={
            "required": _("Écrivez votre adresse e-mail, par exemple marie@exemple.fr."),
            "invalid": _("Cette adresse n’est pas complète. Elle s’écrit comme marie@exemple.fr."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    message = forms.CharField(
        label=_("Votre message"),
        max_length=5000,
        error_messages={"required": _("Écrivez votre message.")},
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    website = forms.CharField(required=False, label=_("Laissez cette case vide"))
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    helper = HouseHelper()

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    @property
    def is_trapped(self) -> bool:
        """Whether a program filled in the field that nobody sees."""
        return bool(self.cleaned_data.get("website"))

    def message_values(self) -> dict[str, str]:
        """What `services.contact.receive_message` is given."""
        return {name: self.cleaned_data[name] for name in ("name", "email", "message", "stamp")}


class ReportForm(forms.Form):
    """What a reader says is wrong with a story; neither a name nor an address is asked. `website` is a trap."""

    use_required_attribute = False
    reason = forms.ChoiceField(
        label=_("Qu’est-ce qui ne va pas\u00a0?"), widget=forms.RadioSelect, choices=ContentReport.Reason.choices,
        error_messages={"required": _("Choisissez ce qui ne va pas.")},
    )  # fmt: skip
    piece = forms.ChoiceField(label=_("Où\u00a0?"), required=False)
    words = forms.CharField(
        label=_("En quelques mots"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("N’écrivez pas le nom d’un enfant\u00a0: nous trouverons."),
    )  # fmt: skip
    website = forms.CharField(required=False, label=_("Laissez cette case vide"))
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    helper = HouseHelper()

    def __init__(self, *args, pieces: list[Piece], **kwargs):
        super().__init__(*args, **kwargs)
        self.pieces = {str(piece.public_id): piece for piece in pieces}
        named = [(key, _piece_words(piece, place)) for place, (key, piece) in enumerate(self.pieces.items(), 1)]
        self.fields["piece"].choices = [("", _("Toute la page")), *named]

    @property
    def is_trapped(self) -> bool:
        """Whether a program filled in the field that nobody sees."""
        return bool(self.cleaned_data.get("website"))

    def report_values(self) -> dict:
        """What `services.reports.receive_report` is given."""
        said = self.cleaned_data
        piece = self.pieces.get(said["piece"])
        return {"reason": said["reason"], "words": said["words"], "stamp": said["stamp"], "piece": piece}


def _piece_words(piece: Piece, place: int) -> str:
    """A piece in a list: its place in the story, its kind and the beginning of its words."""
    kind = piece.get_kind_display().capitalize()
    words = f"\u00a0: {Truncator(piece.words).words(8)}" if piece.words else ""
    return f"{place}. {kind}{words}"
