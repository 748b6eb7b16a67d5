"""The agenda as pages show it: to who holds the council, and to the class and the door."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from councils.models import AgendaItem, Council, CouncilMeeting, Slip
from councils.pictograms import said_by
from councils.services.wording import pupils_of
from members.naming import first_names_of, name_among

TOLD = (Slip.Kind.IDEA, Slip.Kind.QUESTION)
"""Petits mots whose text the class may read beforehand; thanks are a surprise, problems are told by the child."""


def words_of(council: Council) -> dict[str, str]:
    """What the four kinds of petits mots are called in this class."""
    return {
        Slip.Kind.IDEA: council.word_idea or _("J’ai une idée"),
        Slip.Kind.THANKS: council.word_thanks or _("Merci !"),
        Slip.Kind.PROBLEM: council.word_problem or _("Ça ne va pas"),
        Slip.Kind.QUESTION: council.word_question or _("Je demande"),
    }


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item with the words and pictures that stand for it, and the petits mots behind it (`slips`: who holds the
    council only; `notes` counts them). `heading` is the class's word for its kind."""

    item: AgendaItem
    heading: str
    words: str = ""
    pictures: tuple[str, ...] = ()
    slips: list[Slip] = field(default_factory=list)
    notes: int = 0

    @property
    def is_told(self) -> bool:
        """Whether it has words of its own that may be written anew: not a heading alone, not a decision's."""
        return bool(self.words) and not self.item.about_id

    @property
    def joins(self) -> bool:
        """Whether a president may have it spoken of with another one: petits mots can be parted again."""
        return self.is_told and self.notes > 0

    @property
    def can_be_parted(self) -> bool:
        return self.notes > 1 and self.item.kind != AgendaItem.Kind.THANKS

    @property
    def title(self) -> str:
        """One line for it: its words, else the heading."""
        return self.words or self.heading


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is to come, in order; what was left for next time; the minutes in all."""

    meeting: CouncilMeeting
    to_come: list[ShownItem]
    later: list[ShownItem]

    @property
    def minutes(self) -> int:
        return sum(shown.item.minutes for shown in self.to_come)


def agenda_of(meeting: CouncilMeeting, *, for_class: bool = False) -> Agenda:
    """The agenda of a sitting, what was spoken of included. Three queries, and one more when the class reads it.

    `for_class` leaves out the petits mots: it tells ideas and questions that name nobody, and of thanks and problems
    the heading alone.
    """
    items = meeting.items.exclude(state=AgendaItem.State.DROPPED).select_related("about")
    words = words_of(meeting.council)
    names = first_names_of(pupils_of(meeting.council)) if for_class else None
    shown = [_shown(item, words, names) for item in items.prefetch_related("slips__pupil")]
    later = [one for one in shown if one.item.state == AgendaItem.State.LATER]
    return Agenda(meeting, [one for one in shown if one.item.state != AgendaItem.State.LATER], later)


def title_of(item: AgendaItem) -> str:
    """What who holds the council reads for one item. One query."""
    return _shown(item, words_of(item.council), None).title


def _shown(item: AgendaItem, words: dict[str, str], names: list[str] | None) -> ShownItem:
    """`names` are those of the class, which reads; None where who holds the council reads."""
    heading = words.get(item.kind) or str(item.get_kind_display()).capitalize()
    slips = [slip for slip in item.slips.all() if slip.erased_on is None]
    told = slips
    if names is not None:
        told = [slip for slip in slips if slip.kind in TOLD and not name_among(slip.text, names)]
    said = item.title or (item.about.text if item.about else "") or next((slip.text for slip in told if slip.text), "")
    if item.kind == AgendaItem.Kind.THANKS:
        said = item.title
    drawn = tuple(key for slip in told for key in slip.pictures)[:3] if not said else ()
    return ShownItem(item, heading, said or said_by(drawn), drawn, slips if names is None else [], len(slips))
