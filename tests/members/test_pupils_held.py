"""Right of access: one page with all that is held about one child, and nothing once it has left."""

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest

from cooperatives.models import StoredFile
from councils.models import (
    Attendance,
    Ballot,
    BallotOption,
    BallotPaper,
    Decision,
    HandCount,
    MeetingRole,
    Roll,
    Slip,
    SpeakingTurn,
    Turnout,
)
from finance.models import CashCount, CashTally, ClaimCheck, ClaimEvent, DepositSlip, ExpenseClaim, SlipCheck, SlipEvent
from finance.services.books import open_book
from members.held import held_about
from members.models import ClassJob, JobTerm, SecretTries, Signal, Turn
from members.opening import last_year_line
from members.services.forgetting import forget_left_behind
from members.services.roster import depart
from occe.kit import data_map
from occe.kit.actors import System
from occe.kit.data_map import Whom, all_held
from projects.models import (
    ConsentAnswer,
    ConsentSheet,
    JournalEntry,
    OwnNo,
    Piece,
    Project,
    ProjectStep,
    Reflection,
    ReflectionPaper,
    ReflectionTurnout,
    Task,
)
from tests.councils.sittings import make_council, make_item, make_sitting
from tests.desk.pdf_reader import read
from tests.members.roster_walk import base
from tests.world import make_device, make_pupils

NAME = "Zébulonne"
DAY = date(2025, 9, 18)


@pytest.fixture
def child(world):
    """A child of Claire's class with something in every room."""
    (pupil,) = make_pupils(world.classroom, NAME, level="CE1")
    _in_members(world, pupil)
    _in_councils(world, pupil)
    _in_projects(world, pupil)
    _in_finance(world, pupil)
    return pupil


def _in_members(world, pupil):
    job = ClassJob.objects.create(classroom=world.classroom, kind="gardener")
    JobTerm.objects.create(job=job, pupil=pupil, starts_on=DAY, ends_on=date(2026, 1, 1))
    device, _cookie = make_device(world.open_class)
    Turn.objects.create(session=world.open_class, device=device, pupil=pupil)
    Signal.objects.create(session=world.open_class, device=device, pupil=pupil, kind="adult")
    SecretTries.objects.create(session=world.open_class, pupil=pupil, wrong=1)


def _in_councils(world, pupil):
    council = make_council(world)
    meeting = make_sitting(council, president=pupil)
    item = make_item(meeting, "Le jardin de pierres")
    Slip.objects.create(council=council, pupil=pupil, kind="idea", text="Un hôtel à insectes", opened_on=DAY)
    Slip.objects.create(council=council, pupil=pupil, kind="thanks", text="Mot encore cacheté")
    Slip.objects.create(council=council, pupil=pupil, kind="idea", erased_on=DAY)
    roll = Roll.objects.create(meeting=meeting, classroom=world.classroom)
    Attendance.objects.create(roll=roll, pupil=pupil)
    SpeakingTurn.objects.create(item=item, pupil=pupil, rank=1)
    facts = {"council": council, "meeting": meeting, "item": item, "question": "Qui garde la clé ?"}
    kept = {"job": world.classroom.jobs.get(), "secret": True, "hidden": True}
    election = Ballot.objects.create(subject="job", way="election", collected="tablet", **kept, **facts)
    BallotOption.objects.create(ballot=election, position=1, pupil=pupil)
    Ballot.objects.filter(pk=election.pk).update(state="open", voters=3)
    Turnout.objects.create(ballot=election, pupil=pupil)
    BallotPaper.objects.create(ballot=election, marks={})
    Ballot.objects.filter(pk=election.pk).update(state="dropped")
    vote = Ballot.objects.create(subject="idea", way="hands", collected="hands", **facts)
    Ballot.objects.filter(pk=vote.pk).update(state="open", voters=3)
    HandCount.objects.create(ballot=vote, counter=1, pupil=pupil)
    Decision.objects.create(council=council, number=1, date=DAY, text="On achète des graines de sarrasin", owner=pupil)


def _in_projects(world, pupil):
    project = Project.objects.create(cooperative=world.cooperative, kind="nature", title="La haie", slug="la-haie")
    Task.objects.create(project=project, title="Semer le lin", written_by_pupil=pupil).pupils.add(pupil)
    ProjectStep.objects.create(project=project, state="idea", by_pupil=pupil)
    facts = {"project": project, "classroom": world.classroom, "written_by_pupil": pupil}
    entry = JournalEntry.objects.create(title="Premier jour de la haie", **facts)
    piece = Piece.objects.create(entry=entry, kind="text", words="On a creusé.", people="children")
    piece.shows.add(pupil)
    piece.authors.add(pupil)
    by = {"ends_on": date(2026, 7, 1), "made_by": world.claire}
    sheet = ConsentSheet.objects.create(
        classroom=world.classroom, title="La fête de la haie", what="Photos", media=["site"], **by
    )
    ConsentAnswer.objects.create(sheet=sheet, pupil=pupil, image="no", works="all", recorded_by=world.claire)
    OwnNo.objects.create(pupil=pupil, project=project)
    reflection = Reflection.objects.create(project=project, classroom=world.classroom)
    ReflectionPaper.objects.create(reflection=reflection)
    ReflectionTurnout.objects.create(reflection=reflection, pupil=pupil)


def _in_finance(world, pupil):
    where = {"federation": world.federation, "cooperative": world.cooperative, "classroom": world.classroom}
    facts = {"drafted_by_pupil": pupil, "what": "Trois pelles", "shop": "La Grange", "amount": Decimal("38.40")}
    claim = ExpenseClaim.objects.create(**where, **facts)
    slip = DepositSlip.objects.create(**where, drafted_by_pupil=pupil, label="Vente de soupe")
    another = ExpenseClaim.objects.create(**where, drafted_by_pupil=world.noe)
    ClaimCheck.objects.create(claim=another, pupil=pupil, verdict="look_again", aspect="amount", words="C’était moins")
    ClaimEvent.objects.create(claim=claim, kind="sent", by_pupil=pupil)
    SlipEvent.objects.create(slip=slip, kind="sent", by_pupil=pupil)
    SlipCheck.objects.create(slip=slip, pupil=pupil, verdict="agree")
    book = open_book(world.cooperative, world.year, by=System(world.federation.pk))
    count = CashCount.objects.create(**where, book=book, counted_on=DAY)
    CashTally.objects.create(count=count, pupil=pupil)
    StoredFile.objects.create(
        federation=world.federation, cooperative=world.cooperative, path="a", sha256="0" * 64,
        content_type="image/webp", size=1, author=f"pupil:{pupil.pk}",
    )  # fmt: skip


def page_of(world, pupil, user=None) -> str:
    answer = world.client(user or world.claire).get(base(world, "pupils", pupil.public_id, "held"))
    assert answer.status_code == 200
    main = re.search(r"<main.*</main>", answer.content.decode(), re.S)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())  # no-break spaces are spaces here


TOLD = {
    "members.Pupil": NAME,
    "members.Enrolment.pupil": "Sa classe",
    "members.JobTerm.pupil": "jardinier ou jardinière",
    "members.Turn.pupil": "1 passage sur une tablette",
    "members.Signal.pupil": "1 appel à l’adulte",
    "members.SecretTries.pupil": "essayé de travers",
    "councils.Slip.pupil": "Un hôtel à insectes",
    "councils.Attendance.pupil": "Présent au conseil",
    "councils.SpeakingTurn.pupil": "Le jardin de pierres",
    "councils.MeetingRole.pupil": "présidence",
    "councils.BallotOption.pupil": "Qui garde la clé",
    "councils.Turnout.pupil": "1 vote",
    "councils.HandCount.pupil": "A compté les voix",
    "councils.Decision.owner": "sarrasin",
    "projects.Task_pupils.pupil": "Semer le lin",
    "projects.Task.pupils": "Semer le lin",
    "projects.Task.written_by_pupil": "2 étapes ou tâches",
    "projects.ProjectStep.by_pupil": "2 étapes ou tâches",
    "projects.JournalEntry.written_by_pupil": "A écrit une page du journal : Premier jour",
    "projects.Piece_shows.pupil": "Est sur : texte",
    "projects.Piece.shows": "Est sur : texte",
    "projects.Piece_authors.pupil": "A fait : texte",
    "projects.Piece.authors": "A fait : texte",
    "projects.ConsentAnswer.pupil": "image et voix, non ; travaux, oui, tout",
    "projects.OwnNo.pupil": "Ne veut pas être montré : La haie",
    "projects.ReflectionTurnout.pupil": "A répondu à 1 bilan",
    "finance.ExpenseClaim.drafted_by_pupil": "Trois pelles",
    "finance.DepositSlip.drafted_by_pupil": "Vente de soupe",
    "finance.ClaimCheck.pupil": "C’était moins",
    "finance.ClaimEvent.by_pupil": "2 étapes",
    "finance.SlipEvent.by_pupil": "2 étapes",
    "finance.SlipCheck.pupil": "A relu 1 versement",
    "finance.CashTally.pupil": "A compté 1 fois la caisse",
    "cooperatives.StoredFile.author": "1 photo envoyée",
}
"""Where something of a child stands, and the words of the page that tell it. A new table of the map is missing here."""


def test_the_page_tells_what_stands_in_each_table_of_the_map(world, child):
    page = page_of(world, child)

    assert {place: words for place, words in TOLD.items() if words not in page} == {}


def test_no_table_of_the_map_that_points_to_a_child_is_left_out():
    pointing = {
        f"{name}.{one}"
        for held in all_held()
        if held.whom is Whom.CHILD
        for name, ones in held.fields.items()
        for one in ones
        if one == "author" or _leads_to_a_pupil(name, one)
    }

    assert pointing == set(TOLD) - {"members.Pupil"}


def _leads_to_a_pupil(label: str, name: str) -> bool:
    model = next(one for one in data_map.all_models() if one._meta.label == label)
    target = model._meta.get_field(name).related_model
    return target is not None and target._meta.label == "members.Pupil"


def test_a_sealed_petit_mot_is_counted_and_not_read(world, child):
    page = page_of(world, child)

    assert "Mot encore cacheté" not in page
    assert "boîte fermée" in page


def test_ballots_are_not_there_and_the_page_says_why(world, child):
    assert "Un bulletin ne porte aucun nom" in page_of(world, child)


def test_after_the_departure_there_is_no_page_and_none_of_the_childs_words(world, child):
    depart(child, on=DAY, by=world.actor(world.claire))
    child.refresh_from_db()

    words = " ".join(str(line.words) for part in held_about(child) for line in part.lines)
    address = base(world, "pupils", child.public_id, "held")
    assert world.client(world.claire).get(address).status_code == 404
    own = (NAME, "hôtel à insectes", "cacheté", "Trois pelles", "La Grange", "Vente de soupe", "C’était moins")
    assert [one for one in own if one in words] == []


def test_the_sheet_for_the_parents_names_the_child_only_inside(world, child):
    answer = world.client(world.claire).get(base(world, "pupils", child.public_id, "held", "paper"))

    document, root = read(answer.content)
    assert NAME in root.text
    assert "Trois pelles" in root.text
    assert NAME not in str(document.docinfo["/Title"]) + answer["Content-Disposition"]


def test_the_page_costs_the_same_for_a_child_who_did_much(world, child, django_assert_num_queries):
    address, client = base(world, "pupils", child.public_id, "held"), world.client(world.claire)
    client.get(address)
    with django_assert_num_queries(COST):
        client.get(address)
    for number in range(5):
        _more(world, child, number)

    with django_assert_num_queries(COST):
        client.get(address)


COST = 35


def _more(world, pupil, number):
    council = make_council(world)
    meeting = make_sitting(council, on=date(2025, 10, 1 + number), state="closed")
    MeetingRole.objects.create(meeting=meeting, role="secretary", pupil=pupil)
    roll = Roll.objects.create(meeting=meeting, classroom=world.classroom)
    Attendance.objects.create(roll=roll, pupil=pupil)
    SpeakingTurn.objects.create(item=make_item(meeting, f"Sujet {number}", state="done"), pupil=pupil, rank=1)
    Slip.objects.create(council=council, pupil=pupil, kind="idea", text=f"Idée {number}", opened_on=DAY)
    ExpenseClaim.objects.create(
        federation=world.federation, cooperative=world.cooperative, classroom=world.classroom,
        drafted_by_pupil=pupil, what=f"Achat {number}",
    )  # fmt: skip


# --- the autumn ------------------------------------------------------------------------------------------------------


def test_a_child_whom_nobody_moved_up_is_forgotten_on_30_november(world):
    (pupil,) = make_pupils(world.classroom, NAME)
    ends = world.classroom.year.ends

    assert forget_left_behind(on=date(ends.year, 11, 29)) == 0
    assert forget_left_behind(on=date(ends.year, 11, 30)) >= 1

    pupil.refresh_from_db()
    assert (pupil.first_name, pupil.left_on) == ("", date(ends.year, 11, 30))


def test_mon_vendredi_warns_before_it_forgets(world, monkeypatch):
    make_pupils(world.classroom, NAME)
    year = world.classroom.year.ends.year
    lines = {}
    for day in (date(year, 7, 10), date(year, 9, 10), date(year, 12, 2)):
        monkeypatch.setattr("members.opening.today", lambda day=day: day)
        lines[day.month] = last_year_line(world.actor(world.claire), world.cooperative)

    assert lines[7] is None
    assert lines[12] is None
    assert (
        lines[9].sentence == f"Faire passer les élèves de l’an dernier\u00a0: le 30/11/{year}, leurs prénoms s’effacent"
    )


def test_a_child_of_this_years_class_stays(world):
    (pupil,) = make_pupils(world.classroom, NAME)
    starts = world.classroom.year.starts

    assert forget_left_behind(on=date(starts.year, 12, 15)) == 0
    pupil.refresh_from_db()
    assert pupil.first_name == NAME


def paper_of(world, pupil) -> bytes:
    return world.client(world.claire).get(base(world, "pupils", pupil.public_id, "held", "paper")).content


def test_the_parents_are_given_one_page(world, child):
    paper, told = read(paper_of(world, child))

    assert (len(paper.pages), NAME in told.text) == (1, True)


def test_a_busy_childs_page_tells_the_latest_and_counts_the_others(world, child):
    project = Project.objects.get(slug="la-haie")
    for n in range(40):
        title = f"Une tâche de la haie dont le titre prend bien sa place, la {n}e"
        Task.objects.create(project=project, title=title, due_on=date(2026, 1, 1 + n % 28)).pupils.add(child)

    paper, told = read(paper_of(world, child))

    assert len(paper.pages) == 1
    assert "autres, que l’adulte montre à l’écran" in told.text
    assert page_of(world, child).count("Une tâche de la haie") == 40
