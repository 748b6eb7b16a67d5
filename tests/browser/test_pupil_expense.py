"""In a real browser: Lina writes an expense, Noé looks again, she corrects, he agrees. With and without scripts, at the
size of a school's tablet and of a telephone; every page of the pupils' money is asked for its faults of accessibility.
"""

import sys
from decimal import Decimal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from finance.models import DepositSlip, ExpenseClaim
from finance.services.agreeing import agree_claim, correct_claim, refuse_claim, return_claim
from finance.services.claims import check_claim, draft_claim, send_claim
from finance.services.slips import draft_slip, send_slip, update_slip
from members.presence import COOKIE
from members.services import class_sessions, pupil_sign_in
from occe.kit.dates import today
from tests.browser.receipts import receipt_photo, stored_receipt
from tests.browser.screens import PHONE, SMALL, TABLET, TOO_HIGH, TOO_WIDE
from tests.finance.ledger import pupil_actor
from tests.world import SECRET, make_device

pytestmark = pytest.mark.browser


class Taps:
    """A child's finger, that counts."""

    def __init__(self, page: Page):
        self.page, self.count = page, 0

    def tap(self, target: str) -> None:
        self.count += 1
        self.page.click(target)

    def digits(self, amount: str, *, script: bool) -> None:
        """On the pad, or where there is no script at the keyboard: digits are not taps."""
        if not script:
            self.page.fill("#id_amount", amount)
            return
        for sign in amount:
            self.page.click(f"[data-key='{'comma' if sign == ',' else sign}']")

    def photograph(self, photo: dict) -> None:
        self.count += 1
        self.page.set_input_files("#id_photo", photo)


def sign_in(page: Page, world, name: str) -> None:
    """The class's code, the own picture, three secret pictures."""
    page.goto("/fr/class/")
    for digit in world.open_class.code:
        page.click(f".key-button[value='{digit}']")
    page.wait_for_url("**/class/board/")
    class_sessions.let_all_in(world.open_class, by=world.actor(world.claire))
    page.goto("/fr/class/board/")
    page.click(f"text={name}")
    for picture in SECRET:
        page.click(f".tile[value='{picture}']")
    page.wait_for_url("**/pupil/")


@pytest.mark.parametrize(
    ("viewport", "script"),
    [(TABLET, True), (PHONE, False)],
    ids=["tablet", "phone-without-script"],
)
def test_a_mistake_is_found_by_a_second_child(open_page, real_world, classroom, viewport, script, capsys):
    world = real_world
    lina, noe = (open_page(viewport=viewport, java_script_enabled=script) for _ in range(2))
    sign_in(lina, world, "Lina")

    finger = Taps(lina)
    finger.tap("text=Noter un achat")
    finger.tap("text=pour le jardin")
    finger.digits("38,04", script=script)
    finger.tap("text=C’est bon")
    finger.tap("text=Aujourd’hui")
    finger.photograph(receipt_photo())
    if not script:
        finger.tap("text=C’est bon")
    finger.tap("text=Un jardin pour les papillons")
    lina.wait_for_url("**/read/")
    said = lina.inner_text("main")
    finger.tap("text=Envoyer à mon camarade")
    lina.wait_for_selector("text=C’est parti")

    sign_in(noe, world, "Noé")
    noe.click("text=Vérifier")
    noe.wait_for_selector(".photo img")
    noe.click("text=Pas pareil")
    noe.fill("#id_words", "c’est 38,40")
    noe.click("text=Renvoyer à Lina")
    noe.wait_for_selector("text=Lina regarde encore")

    lina.goto("/fr/pupil/")
    lina.click("text=Un achat est à revoir.")
    lina.wait_for_selector("text=c’est 38,40")
    lina.click("text=Corriger la somme")
    if script:
        for _ in range(5):
            lina.click("[data-key='erase']")
    Taps(lina).digits("38,40", script=script)
    lina.click("text=C’est bon")
    lina.wait_for_url("**/read/")
    lina.click("text=Envoyer à mon camarade")

    noe.goto("/fr/pupil/")
    noe.click("text=Vérifier")
    for _ in range(3):
        noe.click("main >> text=/^Pareil$/")
    noe.click("text=Je suis d’accord")
    noe.wait_for_selector("text=Bravo, vous avez trouvé ensemble !")

    claim = ExpenseClaim.objects.get()
    assert (claim.state, claim.amount, claim.project.title) == (
        "sent",
        Decimal("38.40"),
        "Un jardin pour les papillons",
    )
    assert (claim.photo.width, claim.photo.height) == (900, 1300)
    assert "trente-huit euros et quatre centimes" in said
    assert [check.verdict for check in claim.checks.all()] == ["look_again", "agree"]
    assert lina.complaints == noe.complaints == []
    with capsys.disabled():
        sys.stdout.write(f"\n{finger.count} taps besides the digits, {'with' if script else 'without'} a script\n")
    assert finger.count <= (7 if script else 8)


# --- every page ------------------------------------------------------------------------------------------------------


@pytest.fixture
def pages(real_world, classroom):
    """The address of each page of the pupils' money, with who opens it. Those that ask one question fit the tablet."""
    world, claire = real_world, real_world.actor(real_world.claire)
    lina, noe = pupil_actor(world.lina), pupil_actor(world.noe)
    photo = stored_receipt(world, lina)

    def write(by, *, sent: bool = True, **facts) -> ExpenseClaim:
        whole = {"category": "garden", "amount": Decimal("38.40"), "issued_on": today(), "photo": photo} | facts
        claim = draft_claim(world.cooperative, by=by, classroom=classroom, **whole)
        return send_claim(claim, by=by) if sent else claim

    def looked_at(claim, verdict: str = "agree", **answer) -> ExpenseClaim:
        check_claim(claim, by=noe, verdict=verdict, **answer)
        claim.refresh_from_db()
        return claim

    paid = agree_claim(looked_at(write(lina)), by=claire, paid_with="class_box")
    corrected = correct_claim(looked_at(write(lina)), by=claire, amount=Decimal("38.04"))
    agreed = agree_claim(looked_at(write(lina, photo=None)), by=claire, paid_with="bank", pay_later=True)
    again = looked_at(write(lina), "look_again", aspect="amount", words="c’est 38,04")
    returned = return_claim(write(lina, photo=None), by=claire, reason="no_receipt", note="Tu peux le retrouver ?")
    refused = refuse_claim(write(lina), by=claire, reason="too_dear")
    sent, draft = write(lina), write(lina, sent=False)
    mine = write(noe, sent=False, photo=None)
    origin = world.year.accounts.get(code="70700008")
    slip = draft_slip(world.cooperative, by=lina, classroom=classroom, account=origin, collected_on=today())
    slip = update_slip(slip, by=lina, version=1, pieces={2000: 1, 200: 3, 5: 2})
    gone = draft_slip(world.cooperative, by=lina, classroom=classroom, account=origin, collected_on=today())
    gone = send_slip(update_slip(gone, by=lina, version=1, pieces={100: 3}), by=lina)
    return {"lina": _of_lina(draft, [sent, paid, corrected, agreed, again, returned, refused], slip, gone),
            "noe": _of_noe(sent, paid, mine, gone)}  # fmt: skip


def _of_lina(draft: ExpenseClaim, told: list[ExpenseClaim], slip: DepositSlip, gone: DepositSlip) -> dict[str, bool]:
    steps = ("category", "amount", "day", "shop", "photo", "purpose", "payer")
    home = "/fr/pupil/money/"
    questions = [
        *(f"{home}expenses/{draft.public_id}/ask/{step}/" for step in steps),
        f"{home}expenses/{draft.public_id}/",
        f"{home}expenses/{draft.public_id}/throw-away/",
        f"{home}expenses/new/",
        f"{home}expenses/new/?another=1",
        *(f"{home}expenses/{claim.public_id}/" for claim in told),
        f"{home}deposits/new/?another=1",
        f"{home}deposits/{slip.public_id}/ask/count/",
        f"{home}deposits/{slip.public_id}/ask/day/",
        f"{home}deposits/{slip.public_id}/read/",
        f"{home}deposits/{gone.public_id}/",
        f"{home}checks/",
    ]
    lists = [home, f"{home}expenses/", f"{home}deposits/", f"{home}paper/expense/", f"{home}paper/deposit/"]
    lists.append(f"{home}expenses/{draft.public_id}/read/")
    return dict.fromkeys(questions, True) | dict.fromkeys(lists, False)


def _of_noe(sent: ExpenseClaim, paid: ExpenseClaim, mine: ExpenseClaim, gone: DepositSlip) -> dict[str, bool]:
    check = f"/fr/pupil/money/expenses/{sent.public_id}/check/"
    return dict.fromkeys(
        [
            f"/fr/pupil/money/deposits/{gone.public_id}/recount/",
            check,
            f"{check}?same=2",
            f"{check}?same=3",
            f"{check}again/?aspect=amount",
            f"/fr/pupil/money/expenses/{paid.public_id}/check/thanks/",
            f"/fr/pupil/money/expenses/{mine.public_id}/ask/photo/",
            f"/fr/pupil/money/expenses/{mine.public_id}/read/",
        ],
        True,
    )


@pytest.mark.parametrize("who", ["lina", "noe"])
def test_every_page_is_clean_at_each_size(open_page, real_world, pages, site, who):
    page, faults = open_page(), []
    device, _token = make_device(real_world.open_class)
    _turn, token = pupil_sign_in.sign_in(device, pupil=getattr(real_world, who), pictures=SECRET)
    page.context.add_cookies([{"name": COOKIE, "value": token, "url": site}])

    for turn, (address, is_a_question) in enumerate(pages[who].items()):
        theme = ("light", "dark")[turn % 2]  # each route is seen in both by test_no_barriers
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        page.set_viewport_size(TABLET)
        assert page.goto(address).status == 200, address
        assert page.url.endswith(address), f"{address} went to {page.url}"
        faults += [f"{address}: small {one}" for one in page.evaluate(SMALL)]
        if is_a_question and page.evaluate(TOO_HIGH) > 0:
            faults.append(f"{address}: {page.evaluate(TOO_HIGH)} px below the screen")
        found = Axe().run(page).response["violations"]
        faults += [f"{address} {theme}: {one['id']} {one['nodes'][0]['html'][:120]}" for one in found]
        page.set_viewport_size(PHONE)
        faults += [f"{address}: {page.evaluate(TOO_WIDE)} px too wide"] if page.evaluate(TOO_WIDE) > 0 else []
        faults += [f"{address} phone: small {one}" for one in page.evaluate(SMALL)]

    assert faults == []
    assert page.complaints == []


def test_coins_are_counted_on_the_spot_and_a_double_click_sends_once(open_page, real_world, classroom):
    page = open_page()
    sign_in(page, real_world, "Lina")

    page.click("text=Ce qu’on apporte")
    page.click("text=ce que nous avons vendu")
    page.click("#piece-2000 [data-more]")
    for _ in range(3):
        page.click("#piece-50 [data-more]")
    page.click("#piece-50 [data-less]")
    page.fill("#piece-1 input", "12")
    total = page.inner_text("[data-total]")
    page.dblclick("text=C’est bon")
    page.wait_for_url("**/read/")
    page.dblclick("text=Envoyer à mon camarade")
    page.wait_for_selector("text=Un camarade va recompter.")

    slip = DepositSlip.objects.with_sums().get()
    assert total == "21,12\u00a0€"
    assert (slip.amount, slip.state, slip.events.count()) == (Decimal("21.12"), "sent", 1)


def test_money_laid_on_the_table_writes_the_amount(open_page, real_world, classroom):
    page = open_page()
    sign_in(page, real_world, "Lina")
    page.click("text=Noter un achat")
    page.click("text=pour le jardin")

    for cents in (500, 200, 200, 50):
        page.click(f"[data-reserve] [data-cents='{cents}']")

    assert page.input_value("#id_amount") == "9,50"
    assert page.locator("[data-laid] button").count() == 4
    page.dblclick("text=C’est bon")
    page.wait_for_url("**/ask/day/")
    assert ExpenseClaim.objects.get().amount == Decimal("9.50")


def test_the_receipt_is_shown_wide_and_closed_again_without_a_script(open_page, real_world, classroom):
    lina = pupil_actor(real_world.lina)
    facts = {"category": "art", "amount": Decimal(5), "issued_on": today(), "photo": stored_receipt(real_world, lina)}
    send_claim(draft_claim(real_world.cooperative, by=lina, classroom=classroom, **facts), by=lina)
    page = open_page(java_script_enabled=False)
    sign_in(page, real_world, "Noé")

    page.click("text=Vérifier")
    page.click("text=Voir en grand")
    page.wait_for_selector("#wide", state="visible")
    page.click("text=Fermer")

    page.wait_for_selector("#wide", state="hidden")


def test_a_photo_chosen_before_the_script_came_leaves_as_well(open_page, real_world, classroom):
    """On a village's line the script may come after the child's finger."""
    page, late = open_page(), []
    sign_in(page, real_world, "Lina")
    page.route("**/photo*.js", lambda route: late.append(route))
    page.click("text=Noter un achat")
    page.click("text=pour le jardin")
    Taps(page).digits("38,40", script=True)
    page.click("text=C’est bon")
    page.click("text=Aujourd’hui", no_wait_after=True)

    page.set_input_files("#id_photo", receipt_photo())
    assert len(late) == 1
    late[0].continue_()

    page.wait_for_selector("text=Un jardin pour les papillons")
    assert ExpenseClaim.objects.get().photo is not None
