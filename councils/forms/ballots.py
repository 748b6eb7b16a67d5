"""Text to values for a vote that is prepared: only what its way of deciding knows is asked."""

from typing import Any
from uuid import uuid4

from crispy_forms.layout import HTML, Layout
from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom
from councils.models import AgendaItem, Ballot, CouncilMeeting
from councils.papers import HEARD
from councils.queries.ballots import may_stand
from councils.services.ballot_drafts import MOST_OPTIONS, VOICES_FOR, BallotDraft, OptionDraft
from members.job_pages import name_of
from members.models import ClassJob
from occe.kit.drawing.categories import CATEGORIES
from occe.kit.fields import EurosField
from occe.kit.forms import HouseHelper

Way = Ballot.Way
ASKS_FOR_ENOUGH = (Way.HANDS, Way.SECRET, Way.APPROVAL)
MAY_BE_SECRET = (Way.APPROVAL, Way.JUDGMENT, Way.BUDGET)
PICTURES = [("", _("sans image")), *((key, one.fr) for key, one in CATEGORIES.items())]


class BallotForm(forms.Form):
    """A vote for an item, once its subject and its way are chosen. Only what that way knows is asked."""

    public_id = forms.UUIDField(widget=forms.HiddenInput)
    question = forms.CharField(
        label=_("La question, comme vous la lirez à la classe"), max_length=160,
        help_text=_("On vote sur une idée, une règle, un objet ou un métier. Jamais sur un enfant."),
        error_messages={"required": _("Écrivez la question.")},
    )  # fmt: skip
    budget = EurosField(label=_("La somme à partager"))
    job = forms.ModelChoiceField(
        ClassJob.objects.none(), label=_("Pour quel métier\u00a0?"), empty_label=None,
        error_messages={"required": _("Choisissez le métier.")},
    )  # fmt: skip
    candidates = forms.MultipleChoiceField(
        label=_("Qui se présente\u00a0?"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Celles et ceux qui veulent bien. On n’inscrit personne à sa place."),
        error_messages={"required": _("Choisissez qui se présente.")},
    )  # fmt: skip
    seats = forms.IntegerField(label=_("Combien d’élèves pour ce métier\u00a0?"), min_value=1, max_value=10, initial=1)
    rounds = forms.TypedChoiceField(
        label=_("Un tour, ou deux\u00a0?"), coerce=int, widget=forms.RadioSelect, initial=1,
        choices=[
            (1, _("Un tour\u00a0: le plus de voix")),
            (2, _("Deux tours\u00a0: plus de la moitié des voix, sinon on revote entre les premiers")),
        ],
    )  # fmt: skip
    collected = forms.ChoiceField(label=_("Comment donne-t-on sa voix\u00a0?"), widget=forms.RadioSelect)
    secret = forms.BooleanField(
        label=_("Ce vote est secret"), required=False,
        help_text=_("Une fois choisi, le secret ne se retire plus."),
    )  # fmt: skip
    hidden = forms.BooleanField(
        label=_("Rien au mur avant la fin"), required=False,
        help_text=_("Une fois choisi, ce qui est caché le reste jusqu’à la fin."),
    )  # fmt: skip
    threshold = forms.ChoiceField(
        label=_("Pour que ce soit oui, il faut"), choices=Ballot.Threshold.choices, widget=forms.RadioSelect,
        initial=Ballot.Threshold.HALF,
    )  # fmt: skip
    tie = forms.ChoiceField(
        label=_("Et si c’est égal\u00a0?"), choices=Ballot.Tie.choices, widget=forms.RadioSelect,
        initial=Ballot.Tie.AGAIN, help_text=_("La classe le sait avant de voter."),
    )  # fmt: skip

    def __init__(self, *args: Any, item: AgendaItem, subject: str, way: str, **kwargs: Any) -> None:
        self.item, self.subject, self.way = item, subject, Way(way)
        kwargs["initial"] = {"public_id": uuid4(), "question": item.title} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self._keep_what_the_way_asks()
        if self.way not in HEARD and self.way != Way.ELECTION:
            self._add_rows()
        self.helper = HouseHelper(_("Préparer ce vote"))
        rows = [HTML('{% include "councils/ballots/_option_rows.html" %}')] if self.rows else []
        names = [name for name in self.fields if not name.startswith("option_")]
        at = names.index("question") + 1 + ("budget" in names)
        self.helper.layout = Layout(*names[:at], *rows, *names[at:])

    rows: tuple[int, ...] = ()

    def _keep_what_the_way_asks(self) -> None:
        ways = {
            "budget": (Way.BUDGET,), "job": (Way.ELECTION,), "candidates": (Way.ELECTION,), "seats": (Way.ELECTION,),
            "rounds": (Way.ELECTION,), "threshold": ASKS_FOR_ENOUGH, "secret": MAY_BE_SECRET, "hidden": (Way.HANDS,),
            "tie": [way for way in Way if way not in HEARD],
        }  # fmt: skip
        for name, asked_for in ways.items():
            if self.way not in asked_for:
                del self.fields[name]
        offered = VOICES_FOR[self.way]
        self.fields["collected"].choices = [(one.value, one.label) for one in offered]
        self.initial.setdefault("collected", offered[0])
        if len(offered) == 1:
            del self.fields["collected"]
        if self.way == Way.ELECTION:
            meeting: CouncilMeeting = self.item.meeting
            jobs = ClassJob.objects.filter(retired_on__isnull=True).select_related("classroom")
            self.fields["job"].queryset = jobs.filter(
                classroom__cooperative=meeting.council.cooperative_id, classroom__year=meeting.council.year_id,
                **({"classroom": meeting.council.classroom_id} if meeting.council.classroom_id else {}),
            )  # fmt: skip
            self.fields["job"].label_from_instance = name_of
            if meeting.council.classroom and not self.fields["job"].queryset.exists():
                self.fields["job"].help_text = _no_job_yet(meeting.council.classroom)
            self.pupils = {str(face.public_id): (pupil, face) for pupil, face in may_stand(meeting)}
            self.fields["candidates"].choices = [(key, face.first_name) for key, (_p, face) in self.pupils.items()]

    def _add_rows(self) -> None:
        """A line a choice: words, a picture for those who do not read, and a price where a sum is shared."""
        self.rows = tuple(range(1, MOST_OPTIONS + 1))
        for row in self.rows:
            label = forms.CharField(label=_("Choix %(row)s") % {"row": row}, max_length=80, required=False)
            picture = forms.ChoiceField(label=_("Image"), choices=PICTURES, required=False)
            self.fields[f"option_{row}"] = label
            self.fields[f"option_{row}_picture"] = picture
            if self.way == Way.BUDGET:
                self.fields[f"option_{row}_cost"] = EurosField(label=_("Prix"), required=False)

    @classmethod
    def of(cls, ballot: Ballot, data: Any = None) -> "BallotForm":
        """The form of a prepared vote, to write it anew; its subject and its way stay."""
        names = ["question", "budget", "job", "seats", "rounds", "collected", "secret", "hidden", "threshold", "tie"]
        initial = {name: getattr(ballot, name) for name in names} | {"public_id": ballot.public_id}
        options = list(ballot.options.select_related("pupil"))
        initial["candidates"] = [str(option.pupil.public_id) for option in options if option.pupil]
        for option in (one for one in options if not one.side):
            row = f"option_{option.position}"
            initial |= {row: option.label, f"{row}_picture": option.picture, f"{row}_cost": option.cost}
        return cls(data, item=ballot.item, subject=ballot.subject, way=ballot.way, initial=initial)

    def option_rows(self) -> list[dict[str, Any]]:
        """For the template: the bound fields of each line; the first four lie open."""
        names = ("label", ""), ("picture", "_picture"), ("cost", "_cost")
        return [
            {key: self[f"option_{row}{end}"] for key, end in names if f"option_{row}{end}" in self.fields}
            for row in self.rows
        ]

    def asks_yes_or_no(self) -> bool:
        """Whether no choice at all means for or against."""
        return self.way in (Way.HANDS, Way.SECRET)

    def refused_at(self, field: str | None) -> str | None:
        """The field of this form that a refusal is about."""
        if field == "options" and self.rows:
            return "option_1"
        return field if field in self.fields else None

    def draft(self) -> BallotDraft:
        """What was asked, for the services."""
        values = self.cleaned_data
        return BallotDraft(
            subject=self.subject,
            way=self.way,
            collected=values.get("collected") or VOICES_FOR[self.way][0],
            question=values["question"],
            options=tuple(self._options(values)),
            secret=values.get("secret", False),
            hidden=values.get("hidden", False),
            threshold=values.get("threshold") or Ballot.Threshold.HALF,
            tie=values.get("tie") or Ballot.Tie.AGAIN,
            seats=values.get("seats") or 1,
            rounds=values.get("rounds") or 1,
            job=values.get("job"),
            budget=values.get("budget"),
        )

    def _options(self, values: dict[str, Any]) -> list[OptionDraft]:
        if self.way == Way.ELECTION:
            return [OptionDraft(pupil=self.pupils[key][0]) for key in values["candidates"]]
        return [
            OptionDraft(words, values.get(f"option_{row}_cost"), picture=values[f"option_{row}_picture"])
            for row in self.rows
            if (words := values[f"option_{row}"].strip())
        ]


def _no_job_yet(classroom: Classroom) -> str:
    """Where a class that has no job makes one, instead of a list of nothing."""
    address = reverse("members:jobs", kwargs={"id": classroom.cooperative.public_id, "classroom": classroom.public_id})
    told = gettext("La classe n’a pas encore de métier.")
    return format_html('{} <a href="{}">{}</a>', told, address, gettext("En créer un"))
