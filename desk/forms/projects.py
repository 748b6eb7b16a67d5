"""Text to values for what the association decides about projects: kinds, skills, signatures."""

from django import forms
from django.utils.translation import gettext_lazy as _

from occe.kit.forms import HouseHelper

ICONS = {
    "music": _("note de musique"), "hand": _("main"), "sprout": _("pousse"), "people": _("plusieurs personnes"),
    "ball": _("ballon"), "star": _("étoile"), "heart": _("cœur"), "palette": _("palette"), "mic": _("micro"),
    "book": _("livre"), "bus": _("car"), "cake": _("gâteau"), "map": _("carte de géographie"),
    "council": _("cercle du conseil"), "camera": _("appareil photo"), "home": _("maison"), "school": _("école"),
    "day": _("soleil"),
}  # fmt: skip
CYCLES = [("", _("À tout âge")), *((str(n), str(n)) for n in range(1, 5))]


class KindForm(forms.Form):
    """What a kind of project is called, in both languages, and its picture."""

    helper = HouseHelper()
    use_required_attribute = False
    verb = _("Enregistrer ce domaine")
    label_fr = forms.CharField(
        label=_("Nom en français"), max_length=40, error_messages={"required": _("Écrivez le nom de ce domaine.")}
    )
    label_en = forms.CharField(
        label=_("Nom en anglais"), max_length=40, error_messages={"required": _("Écrivez aussi le nom en anglais.")}
    )
    icon = forms.ChoiceField(label=_("Image"), choices=list(ICONS.items()))


class SkillForm(forms.Form):
    """A skill of the programme, and its cycle."""

    helper = HouseHelper()
    use_required_attribute = False
    verb = _("Enregistrer cette compétence")
    words_fr = forms.CharField(
        label=_("Compétence"), max_length=200, error_messages={"required": _("Écrivez la compétence.")}
    )
    words_en = forms.CharField(label=_("La même en anglais"), max_length=200, required=False)
    cycle = forms.TypedChoiceField(label=_("Cycle"), choices=CYCLES, coerce=int, empty_value=None, required=False)


class RulesForm(forms.Form):
    """How many parents sign for a child's image."""

    helper = HouseHelper()
    verb = _("Enregistrer la règle")
    one_parent_is_enough = forms.BooleanField(
        label=_("Hors du site public et de la presse, la signature d’un seul parent suffit"), required=False,
        help_text=_("Par défaut les deux parents signent. Pour le site et la presse, c’est toujours les deux."),
    )  # fmt: skip
