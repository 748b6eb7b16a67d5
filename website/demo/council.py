"""The council of n° 18: a sitting of last week, and the one that is open today in the middle of a secret vote.

Eleven of nineteen have voted where to plant the hedge; a decision that was not kept came back first. Everything goes
through the doors that the pages use; only the day of last week's sitting is written afterwards.
"""

from datetime import timedelta
from uuid import uuid4

from councils.models import AgendaItem, Ballot, Council, CouncilMeeting, Decision
from councils.services.adults import call_adults, hold_adults
from councils.services.agenda import add_item, prepare_meeting, suggest_item
from councils.services.agenda_order import reorder
from councils.services.ballot_drafts import BallotDraft, OptionDraft
from councils.services.ballots import finish_ballot, open_ballot, prepare_ballot, show_ballot
from councils.services.casting import cast
from councils.services.decisions import decide
from councils.services.follow_ups import follow_up
from councils.services.guarantor import note_feasibility
from councils.services.hand_counts import count_hands
from councils.services.meetings import begin_item, close_meeting, end_item, open_meeting
from councils.services.rolls import call_roll
from councils.services.rules import make_rule, set_law
from councils.services.school import give_mandate
from councils.services.signing import sign_as_adult, sign_as_president
from councils.services.slips import put_in_box, take_back
from members.models import ClassJob, Pupil
from members.services.jobs import add_job, give_job
from members.services.rota import pass_on, set_rota
from occe.kit.actors import System
from occe.kit.dates import today

from .clock import noon
from .thread import Thread

LAWS = [
    ("On ne fait de mal à personne, ni avec les mains ni avec les mots.", "shield"),
    ("On écoute celui ou celle qui parle.", "voice"),
    ("Chacun peut parler, chacun peut se taire.", "mic"),
]
HEDGE = ("Le long du portail", "Au fond du pré", "Derrière la cantine")
VOTED = 11
FIRST_TO_VOTE = ("Lina", "Noé", "Zoé")


def tell_council(thread: Thread) -> None:
    """The poster, the register's signatures, last week's sitting, today's."""
    council = Council.objects.get(classroom=thread.classroom)
    council.weekday, council.adults_vote = Council.Day.FRIDAY, False
    council.save(update_fields=["weekday", "adults_vote"])
    rows = thread.classroom.enrolments.here().select_related("pupil").order_by("pk")
    pupils = {row.pupil.first_name: row.pupil for row in rows}
    _poster_and_jobs(thread, council)
    _last_week(thread, council, list(pupils.values()))
    _to_keep(thread, council)
    _today(thread, council, pupils)
    _the_school(thread)
    _the_adults(thread)


def _poster_and_jobs(thread: Thread, council: Council) -> None:
    by = thread.teacher
    for text, picture in LAWS:
        set_law(council, text=text, picture=picture, by=by)
    make_rule(council.decisions.get(number=1), text="On range les jeux à deux, chacun son jour.", picture="ball", by=by)
    garden = set_rota(add_job(thread.classroom, kind=ClassJob.Kind.GARDENER, by=System()), weeks=2, by=System())
    pass_on(garden, on=thread.clock.day(9, 22), by=System())
    pass_on(garden, on=thread.clock.day(10, 6), by=System())


def _last_week(thread: Thread, council: Council, pupils: list[Pupil]) -> None:
    """Two ideas that were refused, one by the class and one that is not the class's to decide; one taken back."""
    by, day = thread.teacher, thread.clock.day(10, 8)
    _slip(thread, council, "Lina", "idea", "Un toboggan dans la cour")
    _slip(thread, council, "Zoé", "idea", "Une machine à bonbons")
    film = _slip(thread, council, "Noé", "idea", "Regarder un film tous les jours")
    take_back(film, by=thread.pupil("Noé"))
    meeting = open_meeting(prepare_meeting(council, on=today(), by=by), by=by)
    call_roll(meeting, thread.classroom, present=pupils[:-1], by=by)
    slide, sweets = meeting.items.filter(kind=AgendaItem.Kind.IDEA)
    begin_item(slide, by=by)
    words = "La cour est à la commune : c’est elle qui met un toboggan. On peut lui écrire."
    note_feasibility(slide, ground="law", words=words, can_be_done=False, by=by)
    end_item(slide, words="On écrit à la mairie pour lui raconter notre idée.", by=by)
    sweets = begin_item(sweets, by=by)
    draft = BallotDraft("idea", "hands", "hands", "Une machine à bonbons\u00a0?", tie=Ballot.Tie.STAYS)
    ballot = open_ballot(prepare_ballot(sweets, draft=draft, by=by), by=by)
    for counter in (1, 2):
        count_hands(ballot, counter=counter, counts={1: 6, 2: 11}, blank=1, by=by)
    show_ballot(finish_ballot(ballot, by=by), by=by)
    decide(sweets, text="Pas de machine à bonbons.", ballot=ballot, by=by)
    end_item(sweets, by=by)
    close_meeting(meeting, by=by)
    then = noon(day)
    CouncilMeeting.objects.filter(pk=meeting.pk).update(held_on=day, opened_at=then, closed_at=then)
    council.slips.update(put_on=day - timedelta(days=2), opened_on=day)
    Decision.objects.filter(item__meeting=meeting).update(date=day, look_again_on=None)


def _to_keep(thread: Thread, council: Council) -> None:
    """What was decided in September: signed, done, or not done yet and then first on today's agenda."""
    by = thread.teacher
    decisions = council.decisions.order_by("number")
    sign_as_president(decisions, by=by)
    sign_as_adult(decisions, by=by)
    for number, words in ((1, "Les boîtes sont rangées."), (3, "Les graines sont semées.")):
        follow_up(council.decisions.get(number=number), state="done", words=words, by=by)


def _today(thread: Thread, council: Council, pupils: dict[str, Pupil]) -> None:
    """The council is open: the hedge is voted on in secret, and two new petits mots wait for the next one."""
    by = thread.teacher
    _slip(thread, council, "Zoé", "thanks", "Merci à ceux qui ont rangé la cabane")
    _slip(thread, council, "Noé", "question", "Quand est-ce qu’on revoit les correspondants ?")
    meeting = open_meeting(prepare_meeting(council, on=today(), by=by), by=by)
    call_roll(meeting, thread.classroom, present=pupils.values(), by=by)
    hedge = add_item(meeting, kind="idea", title="Planter une haie pour les papillons", by=by, request_id=uuid4())
    first = meeting.items.order_by("position").first()
    if first and first.kind == AgendaItem.Kind.LATE:
        end_item(begin_item(first, by=by), words="On met l’arrosoir près de la porte, et un rappel au tableau.", by=by)
    begin_item(reorder(hedge, before=meeting.items.filter(state=AgendaItem.State.WAITING).first(), by=by), by=by)
    places = tuple(OptionDraft(label) for label in HEDGE)
    draft = BallotDraft("thing", "secret", "tablet", "Où planter la haie ?", options=places)
    ballot = open_ballot(prepare_ballot(hedge, draft=draft, by=by), by=by)
    others = [name for name in sorted(pupils) if name not in FIRST_TO_VOTE]
    for rank, name in enumerate([*FIRST_TO_VOTE, *others][:VOTED]):
        cast(ballot, pupil=pupils[name], session=thread.session, marks={rank % 3 + 1: 1})
    _slip(thread, council, "Lina", "idea", "On pourrait faire un hôtel à insectes")
    _slip(thread, council, "Zoé", "problem", "On me prend toujours le ballon")


def _the_school(thread: Thread) -> None:
    """The other council: an item, and what the class asks its delegates to say on it."""
    by = thread.teacher
    school = Council.objects.get(cooperative=thread.cooperative, year=thread.classroom.year, classroom__isnull=True)
    delegates = [thread.pupil(name).pupil_id for name in ("Lina", "Noé")]
    job = add_job(thread.classroom, kind=ClassJob.Kind.DELEGATE, by=System())
    give_job(
        job, pupils=list(Pupil.objects.filter(pk__in=delegates)), starts_on=thread.clock.day(9, 18),
        ends_on=thread.clock.current.end, by=System(),
    )  # fmt: skip
    title = "Un jour sans ballon dans la cour ?"
    item = suggest_item(school, kind="idea", title=title, by=by, request_id=uuid4())
    give_mandate(item, thread.classroom, words="Oui, le jeudi, pour les autres jeux.", by=by)


def _the_adults(thread: Thread) -> None:
    """One meeting was held in September, the next one is called."""
    by, clock = thread.teacher, thread.clock
    held = call_adults(
        thread.cooperative, on=clock.day(9, 8), agenda="Les projets de l’année\nQui tient les comptes", by=by,
        place="Salle de la classe des grands", invited=3,
    )  # fmt: skip
    words = "Les deux classes préparent le jardin. Les comptes se font le vendredi."
    hold_adults(held, present=3, present_words="deux enseignantes, une ATSEM", minutes=words, by=by)
    agenda = "Les comptes à ce jour\nLa fête du village\nCe que demandent les délégués"
    call_adults(thread.cooperative, on=today() + timedelta(days=21), agenda=agenda, by=by, invited=3)


def _slip(thread: Thread, council: Council, first_name: str, kind: str, text: str):
    return put_in_box(council, kind=kind, text=text, by=thread.pupil(first_name), public_id=uuid4())
