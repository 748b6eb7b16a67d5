"""Petits mots: into the box, out of it, opened, erased. The only door for `Slip` and `Unsealing`.

Nobody but its author reads a sealed one. An adult may open the box before the council to protect a child, which the
class is told. A problem that names a child does not go in the box: it is told without the name, or given to the adult.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cooperatives.models import ClassTeacher, DayPass, Mandate
from councils.errors import ChildNamed, SlipRefused
from councils.models import AgendaItem, Council, Slip, Unsealing
from councils.pictograms import PICTURES
from members.models import Pupil, User
from members.naming import first_names_of, may_be_a_word, name_among, names_among
from members.services.notifications import notify_all
from occe.kit.actors import Actor, Adult, Guest, PupilActor
from occe.kit.dates import today
from occe.kit.folded import clean_text, fold

GIVEN = "councils.note_for_adult"
LONGEST_TEXT = 400
MOST_PICTURES = 3


@transaction.atomic
def put_in_box(
    council: Council,
    *,
    kind: str,
    text: str,
    pictures: Sequence[str] = (),
    by: PupilActor,
    public_id: UUID,
    for_adult_only: bool = False,
    is_a_word: bool = False,
) -> Slip:
    """A child's petit mot goes in the box of the own class's council, or of the school's. The same `public_id` is the
    same petit mot: the second tap changes nothing.

    `for_adult_only` gives it to the adult instead: it is never in the box, and the class never reads it. `is_a_word`
    is the child's answer that "Rose" is a flower here; it holds only where it can be. Raises ChildNamed (a problem
    with a first name of the school, not given to the adult) and SlipRefused (empty, too long, another class's box).
    """
    if council.classroom_id not in (None, by.classroom_id):
        raise SlipRefused(_("Cette boîte est celle d’une autre classe."))
    words = _said(text, pictures)
    if kind == Slip.Kind.PROBLEM and not for_adult_only:
        _refuse_names(
            council, words, is_a_word, _("Tu as écrit un prénom. Raconte sans le prénom, ou donne ton mot à l’adulte.")
        )
    aside = {"opened_on": today(), "set_aside_on": today()} if for_adult_only else {}
    facts = {"kind": kind, "text": words, "pictures": list(pictures), "pupil_id": by.pupil_id} | aside
    slip = _put(council, public_id, facts)
    if for_adult_only:
        _tell_adults(slip)
    return slip


@transaction.atomic
def dictate(
    council: Council,
    *,
    kind: str,
    text: str,
    pupil: Pupil | None = None,
    by: Actor,
    public_id: UUID,
    is_a_word: bool = False,
) -> Slip:
    """An adult writes what a child said, or types what lay in the paper box (then `pupil` may be None).

    Raises ChildNamed and SlipRefused like `put_in_box`, in an adult's words.
    """
    words = _said(text, ())
    if kind == Slip.Kind.PROBLEM:
        _refuse_names(
            council,
            words,
            is_a_word,
            _("Ce petit mot nomme un enfant. Écrivez-le sans le prénom, ou parlez-en à part avec l’enfant."),
        )
    return _put(council, public_id, {"kind": kind, "text": words, "pupil": pupil, "dictated": True})


def _tell_adults(slip: Slip) -> None:
    """The bell of the class's teachers, or of those in office where it has none; it names no child."""
    council, day = slip.council, today()
    taught = ClassTeacher.objects.in_force(day).filter(classroom_id=council.classroom_id)
    led = Mandate.objects.in_force(day).filter(cooperative_id=council.cooperative_id)
    adults = list(User.objects.filter(pk__in=taught.values("user_id")))
    notify_all(
        adults or User.objects.filter(pk__in=led.values("user_id")),
        GIVEN,
        key=f"{GIVEN}:{slip.public_id}",
        parameters={"council": str(council)},
        url_name="councils:boxes",
        url_id=council.cooperative.public_id,
    )


def names_a_child(council: Council, text: str) -> bool:
    """Whether a first name of any class of the cooperative in that year stands in the text. One query."""
    return bool(name_among(text, _first_names(council)))


def _first_names(council: Council) -> list[str]:
    year = {"enrolments__classroom__year_id": council.year_id}
    return first_names_of(Pupil.objects.filter(cooperative_id=council.cooperative_id, **year))


def _refuse_names(council: Council, text: str, is_a_word: bool, sentence: str) -> None:
    """Raise ChildNamed when a child of the school is named; `is_a_word` excuses what can be a plain word there."""
    named = list(names_among(text, _first_names(council))) if text else []
    words = [name for name in named if may_be_a_word(name, text)]
    if named and not (is_a_word and words == named):
        refused = ChildNamed(sentence, field="text")
        refused.word = words[0] if words == named else ""
        raise refused


def _said(text: str, pictures: Sequence[str]) -> str:
    words = clean_text(text[: LONGEST_TEXT * 4])
    if len(words) > LONGEST_TEXT:
        raise SlipRefused(_("C’est un long mot ! Garde le plus important, tu raconteras le reste."), field="text")
    if not words and not pictures:
        raise SlipRefused(_("Écris quelques mots, ou touche une image."), field="text")
    if len(pictures) > MOST_PICTURES or not set(pictures) <= set(PICTURES):
        raise SlipRefused(_("Touche une, deux ou trois images."), field="pictures")
    return words


def _put(council: Council, public_id: UUID, facts: dict) -> Slip:
    if council.year.closed_at:
        raise SlipRefused(_("L’année de ce conseil est terminée."))
    slip, made = Slip.objects.get_or_create(public_id=public_id, defaults={"council": council} | facts)
    author = facts.get("pupil_id") or getattr(facts.get("pupil"), "pk", None)
    if not made and (slip.council_id, slip.pupil_id) != (council.pk, author):
        raise SlipRefused(_("Ce petit mot est déjà dans une boîte."))
    return slip


@transaction.atomic
def take_back(slip: Slip, *, by: PupilActor) -> Slip:
    """The author changes their mind while it waits in the box: its words are erased at once. Twice is once.

    Raises SlipRefused once it is on an agenda or with the adult.
    """
    locked = _locked(slip)
    if locked.pupil_id != by.pupil_id:
        raise SlipRefused(_("Ce petit mot n’est pas à toi."))
    if locked.taken_back_on:
        return locked
    if locked.item_id or locked.set_aside_on or locked.erased_on:
        raise SlipRefused(_("Ton petit mot n’est plus dans la boîte. Dis-le au conseil, ou à l’adulte."))
    locked.taken_back_on = today()
    return _erased(locked)


@transaction.atomic
def set_aside(slip: Slip, *, by: Actor) -> Slip:
    """The adult takes an opened petit mot out, to speak with the child alone. What the class would have seen of it goes
    from the agenda. Twice is once. Raises SlipRefused while it is sealed, and once the council has spoken of it.
    """
    locked = _locked(slip)
    if locked.set_aside_on:
        return locked
    if locked.is_sealed:
        raise SlipRefused(_("La boîte est encore fermée : personne ne lit ce petit mot."))
    if locked.taken_back_on or locked.erased_on or (locked.item and locked.item.state != AgendaItem.State.WAITING):
        raise SlipRefused(_("Le conseil a déjà parlé de ce petit mot, ou il n’est plus là."))
    item, locked.item = locked.item, None
    locked.set_aside_on = today()
    locked.set_aside_by_id = by.user_id if isinstance(by, Adult) else None
    locked.save(update_fields=["item", "set_aside_on", "set_aside_by"])
    if item and not item.slips.exists():
        # Its title, if it had one, told the problem too.
        AgendaItem.objects.filter(pk=item.pk).update(state=AgendaItem.State.DROPPED, title="")
    return locked


@transaction.atomic
def put_back(slip: Slip, *, by: Actor) -> Slip:
    """After all it is for the council: a petit mot that an adult set aside waits in the box again.

    Raises SlipRefused for one that the child gave to the adult alone.
    """
    locked = _locked(slip)
    if locked.set_aside_on is None:
        return locked
    if locked.set_aside_by_id is None or locked.erased_on:
        raise SlipRefused(_("L’enfant a donné ce mot à l’adulte seul : il ne va pas au conseil."))
    locked.set_aside_on = locked.set_aside_by = None
    locked.save(update_fields=["set_aside_on", "set_aside_by"])
    return locked


@transaction.atomic
def end_talk(slip: Slip, *, by: Actor) -> Slip:
    """The private talk took place: the words of the petit mot are erased. Raises SlipRefused unless it is aside."""
    locked = _locked(slip)
    if locked.set_aside_on is None:
        raise SlipRefused(_("Ce petit mot n’a pas été mis à part."))
    return locked if locked.erased_on else _erased(locked)


@transaction.atomic
def unseal(council: Council, *, by: Adult | Guest) -> Unsealing:
    """Open the sealed box before the council, to protect a child. There is no other reason; the class is told so.

    Once a day: a second time on the same day opens what came in since.
    """
    Council.objects.select_for_update(of=("self",)).get(pk=council.pk)
    who = {"by_id": by.user_id} if isinstance(by, Adult) else {"day_pass": DayPass.objects.get(link_id=by.link_id)}
    unsealing, _made = Unsealing.objects.get_or_create(council=council, on=today(), defaults=who)
    open_box(council)
    return unsealing


def open_box(council: Council) -> None:
    """What lies sealed in the box may be read from today on. Inside the transaction of `unseal` or of the agenda."""
    council.slips.in_box().filter(opened_on__isnull=True).update(opened_on=today())


def _locked(slip: Slip) -> Slip:
    return Slip.objects.select_for_update(of=("self",)).select_related("item").get(pk=slip.pk)


def _erased(slip: Slip) -> Slip:
    slip.text, slip.pictures, slip.erased_on = "", [], today()
    slip.save(update_fields=["text", "pictures", "erased_on", "taken_back_on"])
    return slip


@transaction.atomic
def forget_pupil(pupil: Pupil) -> None:
    """A child leaves: the own petits mots are erased, and those of others in which the first name stands."""
    here = Slip.objects.filter(council__cooperative_id=pupil.cooperative_id, erased_on__isnull=True)
    name = f" {fold(pupil.first_name)} "
    naming = [pk for pk, text in here.exclude(text="").values_list("pk", "text") if name in f" {fold(text)} "]
    wipe(here.filter(Q(pupil=pupil) | Q(pk__in=naming if pupil.first_name else [])), on=today())


def wipe(slips: QuerySet[Slip], *, on: date) -> int:
    """Erase the words of a set of petits mots; their place on the strip stays. Returns how many had some."""
    return slips.filter(erased_on__isnull=True).update(text="", pictures=[], erased_on=on)
