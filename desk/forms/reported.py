"""What the association does about a content that a reader reported."""

from django import forms
from django.utils.translation import gettext_lazy as _

from occe.kit.forms import HouseHelper
from projects.models import ContentReport, Piece

Outcome = ContentReport.Outcome


class HandleForm(forms.Form):
    """Nothing, a piece off or the whole story off; with a word that the class's adult will read."""

    use_required_attribute = False
    helper = HouseHelper()
    verb = _("Enregistrer la suite")
    outcome = forms.ChoiceField(
        label=_("Que faites-vous ?"), widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez ce que vous faites.")},
    )  # fmt: skip
    piece = forms.ModelChoiceField(
        Piece.objects.none(), label=_("Quel morceau retirer ?"), to_field_name="public_id", required=False,
        empty_label=_("Choisissez"), error_messages={"invalid_choice": _("Ce morceau n’est plus dans le récit.")},
    )  # fmt: skip
    words = forms.CharField(
        label=_("Un mot pour l’adulte de la classe"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Sans dire qui a écrit. Par exemple : « Une famille préfère que cette photo ne soit plus là. »"),
        error_messages={"required": _("Un mot d’explication : l’adulte de la classe le lira.")},
    )  # fmt: skip

    def __init__(self, *args, pieces: list[Piece], reported: Piece | None, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [
            (Outcome.KEPT, _("rien : le récit reste comme il est")),
            (Outcome.PIECE_OFF, _("retirer un morceau : image, son ou texte")),
            (Outcome.STORY_OFF, _("retirer tout le récit du site, aussitôt")),
        ]
        self.fields["outcome"].choices = choices if pieces else [choices[0], choices[2]]
        if not pieces:
            del self.fields["piece"]
            return
        self.fields["piece"].queryset = Piece.objects.filter(pk__in=[piece.pk for piece in pieces])
        self.fields["piece"].label_from_instance = told
        if reported:
            self.initial["piece"] = reported.public_id


def told(piece: Piece) -> str:
    """A piece in one line: its kind, and how its words begin."""
    return f"{piece.get_kind_display()}, {piece.words[:70]}" if piece.words else str(piece.get_kind_display())
