"""A mandataire's week in the browser, in taps: two classes, six expenses, a deposit, four lines of the bank."""

import datetime
import sys
from decimal import Decimal

import pytest
from playwright.sync_api import Locator

from finance.chart_of_accounts import BANK, EDUCATION, FAMILIES, PUBLIC_GRANTS
from finance.models import BankTransaction, Entry, ExpenseClaim
from finance.services.claims import check_claim, draft_claim, send_claim
from finance.services.slips import draft_slip, send_slip, update_slip
from occe.kit.dates import school_year_of, today
from tests.browser import walk
from tests.browser.receipts import receipt_photo
from tests.finance.bank import make_account
from tests.finance.ledger import ledger_of, photo, pupil_actor
from tests.finance.statements import written
from tests.world import make_classroom, make_pupils, make_year

pytestmark = pytest.mark.browser
MOST_TAPS = 60
CHARGE = "FRAIS DE TENUE DE COMPTE"
Kind = Entry.Kind


class Finger(walk.Person):
    """Somebody whose taps are counted: each press, each field that is touched to type in, each file that is chosen."""

    taps = 0

    def follow(self, target: Locator | str) -> None:
        self.taps += 1
        super().follow(target)

    def take_line(self, words: str) -> None:
        """The link of the line with these words."""
        self.follow(self.page.locator("main li", has_text=words).get_by_role("link").last)

    def take_tab(self, words: str) -> None:
        """A link of the rows of links above the page."""
        self.follow(self.page.locator("nav").get_by_role("link", name=words, exact=True))

    def choose(self, selector: str, option: str) -> None:
        self.taps += 2  # the list, and its line
        self.page.select_option(selector, label=option)

    def touch(self, selector: str) -> None:
        self.taps += 1
        self.page.click(selector)

    def types(self, selector: str, text: str) -> None:
        self.taps += 1
        self.page.fill(selector, text)

    def chooses(self, selector: str, file: dict) -> None:
        self.taps += 2  # the button, and the file in the browser's own window
        self.page.set_input_files(selector, file)


@pytest.fixture
def room(chromium, real_world, site):
    """The school year of today; a telephone with scripts."""
    real_world.year = make_year(real_world.federation, school_year_of(today()).start)
    room = walk.Room(chromium, site, "fr", 360, True)
    yield room
    room.close()


def classes_with_two_pupils(world):
    second = make_classroom(world.cooperative, world.year, "CM1-CM2")
    return [(world.lina, world.noe), tuple(make_pupils(second, "Tom", "Iris"))]


def bought(world, pupils, amount: str, day: datetime.date) -> ExpenseClaim:
    """An expense that a pupil wrote and another looked at, paid by the bank."""
    author, second = (pupil_actor(pupil) for pupil in pupils)
    classroom = pupils[0].enrolments.latest("pk").classroom
    claim = draft_claim(
        world.cooperative, by=author, classroom=classroom, amount=Decimal(amount), issued_on=day, category="garden",
        photo=photo(world, amount[0]), paid_with="bank",
    )  # fmt: skip
    return check_claim(send_claim(claim, by=author), by=second, verdict="agree")


def counted(world, pupils, ledger, day: datetime.date) -> None:
    """What the families' envelopes held."""
    author = pupil_actor(pupils[0])
    slip = draft_slip(world.cooperative, by=author, classroom=pupils[0].enrolments.latest("pk").classroom)
    slip = update_slip(
        slip, by=author, version=slip.version, account=ledger[FAMILIES], collected_on=day, pieces={1000: 4, 200: 5}
    )
    send_slip(slip, by=author)


def test_a_week_of_two_classes_is_a_few_dozen_taps(room, real_world, capsys):
    world, day = real_world, min(today(), school_year_of(today()).end)
    first, second = classes_with_two_pupils(world)
    ledger = ledger_of(world.cooperative, world.year)
    ledger.post(BANK, PUBLIC_GRANTS, "500.00", on=world.year.starts, kind=Kind.INCOME)
    account = make_account(world.cooperative)
    for pupils, amount in ((first, "12.40"), (first, "7.85"), (second, "31.20"), (second, "9.90")):
        bought(world, pupils, amount, day)
    counted(world, second, ledger, day)
    claire = room.person(Finger)
    walk.signs_in(claire, world.claire.email)
    claire.taps = 0

    # four tickets of the pupils, in one act
    claire.go("my/")
    claire.take_line("4 tickets à valider")
    claire.press("Tout est bon")
    claire.press("Donner mon accord")
    # two tickets of her own
    for amount, total in (("18,60", "18,60"), ("24,00", "24,00")):
        claire.take_tab("Argent")
        claire.take("Noter une dépense")
        claire.chooses("#id_file", receipt_photo(total))
        claire.types("#id_amount", amount)
        claire.touch(f"label:has(input[name=account][value='{ledger[EDUCATION].pk}'])")
        claire.press("Garder cette dépense")
    # the deposit that a class counted
    claire.go("my/")
    claire.take_line("1 bordereau à inscrire au cahier")
    claire.press("Inscrire au cahier")
    # the bank's file: three movements are known, the fourth is its charge
    claire.take_tab("Argent")
    claire.take_tab("La banque")
    claire.take("Déposer le fichier de la banque")
    claire.chooses("#id_file", bank_file(account, world.year, day))
    claire.press("Lire le fichier")
    claire.press("Accepter les 3 à la fois")
    claire.take_line(CHARGE)
    claire.choose("#id_code", "Autres charges courantes")
    claire.press("Inscrire au cahier")

    assert ExpenseClaim.objects.filter(state="paid").count() == 4
    assert Entry.objects.filter(book=ledger.book, kind=Kind.EXPENSE).count() == 7
    assert BankTransaction.objects.filter(matched__isnull=True).count() == 0
    with capsys.disabled():
        sys.stdout.write(f"\na week of two classes: {claire.taps} taps and clicks (at most {MOST_TAPS})\n")
    assert claire.taps <= MOST_TAPS


def bank_file(account, year, day: datetime.date) -> dict:
    """Four movements of the week: three that the book knows, and the bank's own charge."""
    moves = [
        ("-12.40", "CB JARDINERIE"),
        ("-31.20", "CB LIBRAIRIE"),
        ("-24.00", "CB MUSEE"),
        ("-2.40", "FRAIS DE TENUE DE COMPTE"),
    ]
    lines = [
        written.StatementLine(day, Decimal(amount), label, bank_id=f"w{rank}")
        for rank, (amount, label) in enumerate(moves)
    ]
    told = written.statement(*lines, start="500.00", account=account.iban, begins=year.starts, ends=day)
    return {"name": "releve.ofx", "mimeType": "application/x-ofx", "buffer": written.ofx2(told)}
