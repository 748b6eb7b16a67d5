"""The portal's whole path in a real browser: from the mission page to figures that moved, on real input.

A visitor reads, a teacher registers a class cooperative, the association approves it, two pupils and the teacher bring
one expense into the book, the association takes the annual report home. In French with scripts on a wide screen, in
English without any on a telephone.
"""

import csv
import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest

from cooperatives.models import Cooperative, ExportJob, Registration
from desk.tasks import prepare_report
from finance.models import Account, Entry, ExpenseClaim
from members.models import Pupil
from occe.kit.dates import school_year_of, today
from occe.kit.euros import format_euros
from tests.browser import walk
from tests.desk import pdf_reader
from tests.kit import hostile
from tests.world import make_school, make_year

pytestmark = pytest.mark.browser

INCOME, EXPENSE = Decimal("50.00"), Decimal("12.60")
SALES = "70700008"


@pytest.fixture(params=[("fr", 1280, True), ("en", 360, False)], ids=["french-scripts-1280", "english-plain-360"])
def room(request, chromium, real_world, site):
    """The association's year runs; the school is in the directory; nobody has a cooperative."""
    language, width, scripts = request.param
    real_world.year = make_year(real_world.federation, school_year_of(today()).start)
    room = walk.Room(chromium, site, language, width, scripts)
    yield room
    room.close()


def figures(room: walk.Room) -> dict:
    """This year's figures as programs read them; a figure that has nothing to say is not there."""
    years = room.contexts[0].request.get("/impact.json").json()["years"]
    return years[-1]["totals"] if years else {}


def shown(amount: Decimal, room: walk.Room) -> str:
    return format_euros(amount, room.language).replace("\u00a0", " ")


def typed(amount: Decimal, room: walk.Room) -> str:
    return str(amount).replace(".", "," if room.language == "fr" else ".")


def registered_and_approved(room: walk.Room, world) -> tuple[walk.Person, walk.Person, Cooperative]:
    """Nina asks, Martine approves; gives both at their browsers, and the new cooperative."""
    school = make_school("0159921C", "École des Sonnailles", commune="Valuéjols")
    nina, martine = room.person(), room.person()
    walk.signs_in(nina, world.nina.email)
    walk.registers_a_class(nina, school)
    assert Registration.objects.get().state == Registration.State.SENT

    walk.signs_in(martine, world.martine.email)
    walk.approves_the_first_request(martine)
    assert Registration.objects.get().state == Registration.State.APPROVED
    return nina, martine, Cooperative.objects.get()


def two_pupils_inside(room: walk.Room, nina: walk.Person) -> tuple[walk.Person, walk.Person]:
    """The class is open; Lina and Noé come in by its code, each at a tablet, and are let in."""
    code, address = walk.opens_the_class(nina), nina.page.url
    inside = []
    for tablet, name in enumerate(("Lina", "Noé"), 1):
        child = room.person()
        walk.comes_to_the_door(child, code)
        walk.lets_in(nina, tablet, address)
        walk.touches_the_own_pictures(child, Pupil.objects.get(first_name=name))
        inside.append(child)
    return inside[0], inside[1]


def raised_in_the_report(room: walk.Room, martine: walk.Person, year: str) -> dict:
    """The euros raised as each file says them, asked for and saved by Martine; the queue is worked off in between."""
    files = {}
    for shape in ("pdf", "xlsx", "csv"):
        walk.asks_for_the_report(martine, year, shape)
        prepare_report(job_id=ExportJob.objects.latest("id").pk)
        files[shape] = walk.fetches_the_report(martine)
    column = martine.words("Euros réunis")
    with zipfile.ZipFile(io.BytesIO(files["csv"])) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("annees.csv").decode("utf-8-sig")), delimiter=";"))
    sheet = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))[martine.words("Année par année")]
    heads, last = [[cell.value for cell in row] for row in (sheet[1], sheet[sheet.max_row])]
    words = " ".join(pdf_reader.read(files["pdf"])[1].text.replace("\u00a0", " ").split())
    return {
        "csv": Decimal(rows[-1][column].replace(",", ".")),
        "xlsx": Decimal(str(last[heads.index(column)])).quantize(INCOME),
        "pdf": shown(INCOME, room) if shown(INCOME, room) in words else words,
    }


def test_the_whole_path_from_the_mission_to_figures_that_moved(room, real_world):
    world = real_world
    visitor = room.person()
    visitor.go("mission/")
    visitor.go("impact/")
    before = figures(room)

    nina, martine, cooperative = registered_and_approved(room, world)
    home = f"cooperatives/{cooperative.public_id}"

    nina.go(f"{home}/roster/")
    walk.writes_the_roster(nina, "Lina", "Noé", "Zoé")
    cards = walk.fetches_the_cards(nina)
    lina, noe = two_pupils_inside(room, nina)

    nina.go(f"{home}/money/")
    chart = Account.objects.filter(year=world.year)
    walk.records_an_income(
        nina, typed(INCOME, room), account=chart.get(code=SALES), place=chart.get(treasury=Account.Treasury.CASH)
    )
    photo = {"name": "IMG_0042.JPG", "mimeType": "image/jpeg", "buffer": hostile.telephone_photo()}
    walk.writes_an_expense(lina, typed(EXPENSE, room), photo)
    after_sending = ExpenseClaim.objects.get().state
    values = walk.looks_at_the_expense(noe)
    walk.agrees_to_the_week(nina)
    lina.go("pupil/money/")
    our_money = lina.reads()
    visitor.go("impact/")
    told = raised_in_the_report(room, martine, str(world.year.slug))

    claim = ExpenseClaim.objects.get()
    entries = Entry.objects.order_by("number").values_list("number", "kind")
    left = INCOME - EXPENSE
    assert cards == (200, "application/pdf", b"%PDF-")
    assert (after_sending, values, claim.state) == ("sent", 3, "paid")
    assert list(entries) == [(1, Entry.Kind.INCOME), (2, Entry.Kind.EXPENSE)]
    assert (claim.entry.number, claim.amount, claim.paid_with) == (2, EXPENSE, ExpenseClaim.PaidWith.CASH)
    from_to = lina.words("La dernière fois, notre argent est passé de <b>%(before)s</b> à <b>%(after)s</b>.")
    moved = from_to.replace("<b>", "").replace("</b>", "") % {"before": shown(INCOME, room), "after": shown(left, room)}
    assert moved in our_money
    assert before == {}
    assert figures(room) == {"pupils": 19, "cooperatives": 1, "euros": str(INCOME)}
    assert told == {"csv": INCOME, "xlsx": INCOME, "pdf": shown(INCOME, room)}
    assert shown(INCOME, room) in visitor.reads() + martine.reads()
    assert "19" in visitor.reads("h1")
    assert visitor.page.locator("#euros").count() == 1
    assert room.complaints == []
    assert room.strangers == []
