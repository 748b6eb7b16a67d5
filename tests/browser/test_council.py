"""A whole council of twenty-eight: the adult's page, the wall and one tablet that goes round, open at once.

From the petit mot in the box to the decision in the register: prepared, opened, called, voted on in secret, shown,
written by the secretary, closed by the president. In both languages, and once without a script.
"""

from uuid import uuid4

import pytest

from councils.models import Ballot, Council, CouncilMeeting, Decision
from councils.services.councils import open_councils
from councils.services.rules import set_law
from councils.services.slips import put_in_box
from members.services.jobs import add_job, give_job
from occe.kit.dates import school_year_of, today
from tests.browser import walk
from tests.browser.test_card_and_tablet import shares_this_device, takes_a_turn
from tests.finance.ledger import pupil_actor
from tests.world import make_pupils, make_year

pytestmark = pytest.mark.browser

PUPILS, FEW = 28, 7
"""The whole class votes once; in English, and without a script, fewer do: each page is asked for all the same."""
IDEA = "On pourrait planter une haie"
DECIDED = "On plante une haie au fond du pré."
PROJECTOR = {"width": 1920, "height": 1080}
TABLET = {"width": 1024, "height": 600}
CHILDREN = (
    "Abel", "Basma", "Célia", "Diego", "Élio", "Fanta", "Gabin", "Hana", "Issa", "Jeanne", "Kenza", "Léon", "Maya",
    "Nino", "Olga", "Paola", "Quentin", "Rayan", "Salomé", "Timéo", "Ulysse", "Violette", "Wassim", "Xavier", "Yuna",
)  # fmt: skip


@pytest.fixture
def world(real_world):
    """Claire's class, twenty-eight strong: Zoé presides, Noé writes, a law is on the wall, Lina's idea in the box."""
    world = real_world
    world.year = make_year(world.federation, school_year_of(today()).start)
    by = world.actor(world.claire)
    world.children = [world.lina, world.noe, world.zoe, *make_pupils(world.classroom, *CHILDREN, level="CE2")]
    for kind, pupil in (("president", world.zoe), ("secretary", world.noe)):
        job = add_job(world.classroom, kind=kind, by=by)
        give_job(job, pupils=[pupil], starts_on=today(), ends_on=today(), by=by)
    open_councils([world.cooperative], world.year, by=by)
    world.council = Council.objects.get(classroom=world.classroom)
    set_law(world.council, text="On écoute.", by=by)
    world.open_class
    put_in_box(world.council, kind="idea", text=IDEA, by=pupil_actor(world.lina), public_id=uuid4())
    return world


WALKS = [
    pytest.param(("fr", True, PUPILS), id="fr"),
    pytest.param(("en", True, FEW), id="en"),
    pytest.param(("fr", False, FEW), id="fr-plain"),
    pytest.param(("en", True, PUPILS), id="en-whole-class", marks=pytest.mark.long),
]


@pytest.fixture(params=WALKS)
def room(request, chromium, world, site):
    language, scripts, world.voters = request.param
    room = walk.Room(chromium, site, language, 1280, scripts)
    yield room
    room.close()


def comes_to_say(person: walk.Person, words: str) -> None:
    """With scripts the page says it by itself, without being opened again; without, it is opened again."""
    if not person.room.scripts:
        person.page.reload()
    person.page.get_by_text(words, exact=False).first.wait_for()


def votes(tablet: walk.Person, pupil, choice: int) -> None:
    """A tap on the own picture leads straight to the paper; then the tablet goes on."""
    takes_a_turn(tablet, pupil)
    assert tablet.page.url.endswith("/vote/")
    if choice:
        tablet.page.check(f"input[name=choice][value='{choice}']", force=True)
        tablet.press("C’est mon vote")
    else:
        tablet.press("Je ne choisis pas")
    assert tablet.page.url.endswith("/class/board/")


def prepares_and_opens(claire: walk.Person, world) -> CouncilMeeting:
    claire.go(f"cooperatives/{world.cooperative.public_id}/council/?council={world.council.public_id}")
    claire.press("Préparer le conseil")
    claire.follow(claire.page.get_by_role("link", name=claire.words("C’est prêt"), exact=True))
    claire.press("Ouvrir le conseil")
    for absent in world.children[world.voters :]:
        claire.page.uncheck(f"input[name=present][value='{absent.public_id}']", force=True)
    claire.press("L’appel est fait")
    return CouncilMeeting.objects.get()


def opens_a_secret_vote(claire: walk.Person) -> None:
    claire.follow("#ballot-new")
    claire.follow("main a[href='?subject=idea']")
    claire.follow("main a[href*='way=secret']")
    claire.page.fill("input[name=question]", "On plante une haie ?")
    claire.press("Préparer ce vote")
    claire.press("Ouvrir le vote")


def test_a_class_of_twenty_eight_holds_its_council(room, world):
    claire, wall, tablet = room.person(), room.person(), room.person()
    tablet.page.set_viewport_size(TABLET)
    wall.page.set_viewport_size(PROJECTOR)
    for person in (claire, wall, tablet):
        walk.signs_in(person, world.claire.email)
    shares_this_device(tablet, world)

    meeting = prepares_and_opens(claire, world)
    where = f"cooperatives/{world.cooperative.public_id}/council/meetings/{meeting.public_id}/"
    wall.go(f"{where}projector/")
    comes_to_say(wall, IDEA)

    takes_a_turn(tablet, world.zoe)
    tablet.go("pupil/council/")
    wall.page.focus("#controls summary")
    tablet.press("On commence")
    comes_to_say(wall, wall.words("Qui demande la parole\u00a0?"))
    if room.scripts:  # what changes by itself takes nobody's place at the keyboard
        assert wall.page.evaluate("document.activeElement.closest('#controls') !== null")
    tablet.press("Au revoir")

    claire.go(where)
    opens_a_secret_vote(claire)
    at_the_vote = claire.page.url
    for rank, pupil in enumerate(world.children[: world.voters]):
        votes(tablet, pupil, choice=rank % 4 and 1 + (rank % 5 == 0))
    comes_to_say(wall, wall.words("Toutes les voix sont là."))
    takes_a_turn(tablet, world.lina)
    assert tablet.words("Ton vote est gardé.") in tablet.reads("h1")  # a second time: no paper
    tablet.press("Je passe la tablette")

    claire.page.goto(at_the_vote)
    claire.press("Terminer le vote")
    assert wall.page.locator(".wall-vote-shown").count() == 0  # finished is not shown
    claire.press("Montrer à la classe")
    if not room.scripts:
        wall.page.reload()
    wall.page.locator(".wall-vote-shown .vote-result").wait_for()

    takes_a_turn(tablet, world.noe)
    tablet.go("pupil/council/")
    tablet.follow("#write")
    tablet.page.fill("textarea[name=text]", DECIDED)
    tablet.press("C’est décidé")
    tablet.press("Au revoir")
    takes_a_turn(tablet, world.zoe)
    tablet.go("pupil/council/")
    tablet.press("Fermer le conseil")
    comes_to_say(wall, wall.words("Le conseil est fermé. Merci\u00a0!"))

    decision, ballot, meeting = Decision.objects.get(), Ballot.objects.get(), CouncilMeeting.objects.get()
    counted = (decision.present, decision.votes_for, decision.votes_against, decision.votes_blank)
    expected = [rank % 4 and 1 + (rank % 5 == 0) for rank in range(world.voters)]
    assert decision.text == DECIDED
    assert counted == (world.voters, expected.count(1), expected.count(2), expected.count(0))
    assert (ballot.state, ballot.turnout.count(), meeting.state) == ("kept", world.voters, "closed")
    assert room.strangers == []
    assert room.complaints == []
