"""Text to values for the agenda, and for the habits of a council."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from councils.forms.numbers import says
from councils.models import AgendaItem, Council
from councils.queries.agenda import Agenda, ShownItem, words_of
from councils.services.agenda import FREE_KINDS, LONGEST_TITLE
from occe.kit.fields import DayField
from occe.kit.forms import HouseHelper


class DayForm(forms.Form):
    """The day of the council."""

    on = DayField(label=_("Le jour du conseil"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Changer le jour"))


class AddItemForm(forms.Form):
    """Something that the adult or the president adds."""

    title = forms.CharField(
        label=_("De quoi va-t-on parler\u00a0?"),
        help_text=_("En quelques mots, sans prénom."),
        max_length=LONGEST_TITLE,
        error_messages={"required": _("Écrivez de quoi on va parler, en quelques mots.")},
    )
    kind = forms.ChoiceField(label=_("C’est"))
    request_id = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Ajouter à l’ordre du jour"))
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in FREE_KINDS]
        self.fields["kind"].initial = AgendaItem.Kind.OTHER


class ItemForm(forms.Form):
    """How an item is called, how long it lasts, and (if wished) the one that it is spoken of with."""

    title = forms.CharField(
        label=_("Le titre, pour l’affiche et le compte rendu"),
        help_text=_(
            "Sans prénom\u00a0: il reste. Vide, la page montre le petit mot, puis sa sorte quand il est effacé."
        ),
        max_length=LONGEST_TITLE,
        required=False,
    )
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=90,
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages=says(_("Écrivez de 1 à 90 minutes.")),
    )
    into = forms.ModelChoiceField(
        AgendaItem.objects.none(), label=_("En parler avec"), required=False, empty_label=_("Seul"),
        to_field_name="public_id", help_text=_("Les deux deviennent un seul sujet."),
    )  # fmt: skip

    def __init__(self, *args, shown: ShownItem, agenda: Agenda, **kwargs):
        item = shown.item
        super().__init__(*args, initial={"title": item.title, "minutes": item.minutes}, **kwargs)
        self.helper = HouseHelper(_("Garder"))
        others = [one for one in agenda.to_come if one.item != item and not one.item.about_id]
        words = {one.item.pk: one.title for one in others}
        field = self.fields["into"]
        field.queryset = AgendaItem.objects.filter(pk__in=words, state=AgendaItem.State.WAITING)
        field.label_from_instance = lambda other: words[other.pk][:80]
        if item.about_id or not words:
            del self.fields["into"]


class HabitsForm(forms.ModelForm):
    """What a class likes; the service writes it."""

    class Meta:
        model = Council
        fields = [
            "weekday", "minutes_per_item", "adults_vote", "quorum_percent", "review_weeks", "word_idea", "word_thanks",
            "word_problem", "word_question",
        ]  # fmt: skip
        help_texts = {
            "minutes_per_item": _("Pour chaque sujet, quand rien d’autre n’est dit."),
            "adults_vote": _("Sa voix compte comme celle d’un enfant\u00a0: «\u00a018 enfants et 1 adulte\u00a0»."),
            "quorum_percent": _(
                "En pour cent. Vide\u00a0: on décide avec ceux qui sont là, comme le font les classes."
            ),
            "review_weeks": _("Une décision revient d’elle-même à l’ordre du jour."),
        }
        error_messages = {
            "minutes_per_item": says(_("Écrivez de 1 à 60 minutes.")),
            "review_weeks": says(_("Écrivez de 1 à 40 semaines.")),
            "quorum_percent": says(_("Écrivez un nombre de 1 à 100.")),
        }

    def __init__(self, *args, instance: Council, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        self.helper = HouseHelper(_("Garder ces habitudes"))
        self.fields["weekday"].choices = [("", _("Pas de jour fixe")), *Council.Day.choices]
        plain = Council()
        for kind, words in words_of(plain).items():
            self.fields[f"word_{kind}"].widget.attrs["placeholder"] = words
