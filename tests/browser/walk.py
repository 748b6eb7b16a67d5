"""The steps of the portal's whole path, each a small function: what a person does on one page.

`Person` is somebody at a browser: a language, a size, with or without scripts. Whatever the browser complains of, and
every address that it asks of another host, is kept by `Room`. Buttons are found by the words on them, in the language
of the page.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext, override
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from cooperatives.models import School
from finance.models import Account
from members.models import Pupil
from members.services.picture_codes import shown_secret
from occe.kit.dates import today
from tests.world import PASSWORD

PATIENCE = 20_000
"""Milliseconds: a machine that does other things too."""

REQUEST = "main a[href*='/desk/registrations/']:not([href$='/desk/registrations/'])"
"""A link to one request; the address of the list of requests is none."""


@dataclass
class Room:
    """The people of one walk, who share a language, a size, and whether their browsers run scripts."""

    browser: Browser
    site: str
    language: str
    width: int
    scripts: bool
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def person(self, kind: type["Person"] | None = None) -> "Person":
        """Somebody new at a browser of their own, signed in nowhere."""
        context = self.browser.new_context(
            base_url=self.site,
            locale="fr-FR" if self.language == "fr" else "en-GB",
            viewport={"width": self.width, "height": 800},
            java_script_enabled=self.scripts,
        )
        self.contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.on("request", lambda request: self._note_host(request.url))
        page = context.new_page()
        page.on("console", lambda line: self._note_complaint(line, page))
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        return (kind or Person)(self, page)

    def close(self) -> None:
        for context in self.contexts:
            context.close()

    def _note_host(self, url: str) -> None:
        if not url.startswith((f"{self.site}/", "data:", "blob:")):
            self.strangers.append(url)

    def _note_complaint(self, line, page: Page) -> None:
        if line.type in ("error", "warning"):
            self.complaints.append(f"{page.url}: {line.text}")


class Person:
    """Somebody at a browser."""

    def __init__(self, room: Room, page: Page):
        self.room, self.page = room, page

    def words(self, french: str) -> str:
        """A sentence of the source as this person reads it."""
        with override(self.room.language):
            return gettext(french)

    def go(self, path: str) -> None:
        """To an address of the portal, without the language."""
        answer = self.page.goto(f"/{self.room.language}/{path}")
        assert answer.status == 200, (answer.url, answer.status)

    def press(self, french: str) -> None:
        """The one button with these words; waits for the page that answers."""
        self.follow(self.page.get_by_role("button", name=self.words(french), exact=True))

    def take(self, french: str) -> None:
        """The one link of the page itself (not of its frame) with these words."""
        self.follow(self.page.get_by_role("main").get_by_role("link", name=self.words(french), exact=True))

    def follow(self, target: Locator | str) -> None:
        """Press what leads to another page, and wait until it is there."""
        with self.page.expect_navigation() as arrival:
            (self.page.locator(target) if isinstance(target, str) else target).click()
        assert arrival.value.status == 200, (arrival.value.url, arrival.value.status)

    def reads(self, selector: str = "main") -> str:
        """What stands there, in single plain spaces."""
        return " ".join(self.page.inner_text(selector).split())


def signs_in(person: Person, email: str) -> None:
    person.go("accounts/login/")
    person.page.fill("input[name=login]", email)
    person.page.fill("input[name=password]", PASSWORD)
    person.press("Se connecter")


# --- a teacher registers, the association approves -------------------------------------------------------------------


def registers_a_class(teacher: Person, school: School) -> None:
    """The whole request for a class cooperative, from the door to « Envoyer à l’AD »; every paper comes later."""
    page, keep = teacher.page, "Garder et continuer"
    teacher.go("start/register/")
    teacher.press("Commencer une demande")
    page.fill("input[name=q]", school.name)
    teacher.press("Chercher l’école")
    teacher.follow(f"button[name=school][value='{school.pk}']")
    page.check("input[name=kind][value=class]")
    teacher.press(keep)
    page.fill("input[name=form-0-name]", "CE2-CM2")
    for level in ("CE2", "CM1", "CM2"):
        page.check(f"input[name=form-0-levels][value={level}]")
    page.fill("input[name=form-0-pupil_count]", "19")
    teacher.press(keep)
    page.check("input[name=me][value=yes]")
    teacher.press(keep)
    page.fill("input[name=decided_on]", today().isoformat())
    page.fill("input[name=present]", "20")
    teacher.press(keep)
    page.check("input[name=accepted]")
    teacher.press(keep)
    for later in page.locator("input[type=checkbox][name$=_later]").all():
        later.check()
    teacher.press(keep)
    teacher.press("Envoyer à l’AD")


def approves_the_first_request(staff: Person) -> None:
    staff.go("desk/")
    staff.follow(staff.page.locator(REQUEST).first)
    staff.page.fill("input[name=board_decision_on]", today().isoformat())
    staff.press("Agréer la coopérative")


# --- the class -------------------------------------------------------------------------------------------------------


def writes_the_roster(teacher: Person, *first_names: str) -> None:
    teacher.take("Écrire la liste")
    teacher.page.fill("textarea[name=text]", "\n".join(first_names))
    teacher.page.select_option("select[name=level]", "CE2")
    teacher.press("Lire la liste")
    teacher.press("Enregistrer la liste")


def fetches_the_cards(teacher: Person) -> tuple[int, str, bytes]:
    """The status, the type and the first bytes of what « Imprimer les cartes » leads to."""
    link = teacher.page.get_by_role("link", name=teacher.words("Imprimer les cartes"))
    answer = teacher.page.request.get(link.get_attribute("href"))
    return answer.status, answer.headers["content-type"], answer.body()[:5]


def opens_the_class(teacher: Person) -> str:
    """Gives the code that stands on the page."""
    teacher.press("Ouvrir la classe")
    return re.sub(r"\s", "", teacher.page.inner_text(".class-code"))


def comes_to_the_door(child: Person, code: str) -> None:
    child.go("class/")
    for digit in code:
        child.page.click(f".key-button[value='{digit}']")
    child.page.wait_for_url("**/class/board/")


def lets_in(teacher: Person, tablet: int, address: str) -> None:
    """Without scripts the teacher's page shows who waits only when it is opened again."""
    teacher.page.goto(address)
    words = teacher.words("Laisser entrer la tablette %(number)s") % {"number": tablet}
    teacher.follow(teacher.page.get_by_role("button", name=words, exact=True))


def touches_the_own_pictures(child: Person, pupil: Pupil) -> None:
    """The picture with the own name, then the three secret ones. With scripts the board comes by itself."""
    if not child.room.scripts:
        child.take("C’est ouvert\N{NO-BREAK SPACE}?")
    child.follow(f".faces a:has-text('{pupil.first_name}')")
    for picture in shown_secret(pupil):
        child.page.click(f".tile[value='{picture}']")
    child.page.wait_for_url("**/pupil/")


# --- the money -------------------------------------------------------------------------------------------------------


def records_an_income(teacher: Person, amount: str, *, account: Account, place: Account) -> None:
    """What came in, and where it is now."""
    teacher.follow("main a[href*='/money/income/']")
    teacher.page.fill("input[name=amount]", amount)
    choice = teacher.page.locator(f"input[name=account][value='{account.pk}']")
    if not choice.is_visible():
        teacher.page.click(".filter-box > summary")
    choice.check()
    teacher.page.click(".receipt-rest > summary")
    teacher.page.check(f"input[name=treasury][value='{place.pk}']")
    teacher.press("Garder cette recette")


def writes_an_expense(child: Person, amount: str, photo: dict) -> None:
    """Question after question, with the receipt's photo, to the classmate."""
    child.follow("main a[href$='/pupil/money/expenses/new/']")
    child.follow("button[name=category][value=garden]")
    if child.room.scripts:
        for sign in amount:
            child.page.click(f"[data-key='{sign if sign.isdigit() else 'comma'}']")
    else:
        child.page.fill("input[name=amount]", amount)
    child.press("C’est bon")
    child.follow(f".near-days button[value='{today().isoformat()}']")
    sends_the_photo(child, photo)
    child.follow("button[name=purpose][value=class]")
    child.press("Envoyer à mon camarade")


def sends_the_photo(child: Person, photo: dict) -> None:
    """With scripts it leaves as soon as it is taken."""
    if child.room.scripts:
        with child.page.expect_navigation():
            child.page.set_input_files("#id_photo", photo)
    else:
        child.page.set_input_files("#id_photo", photo)
        child.press("C’est bon")


def looks_at_the_expense(child: Person) -> int:
    """The one that waits opens by itself. Finds each value the same and agrees; gives how many there were."""
    child.go("pupil/")
    child.follow("main a[href$='/pupil/money/checks/']")
    same, values = child.page.get_by_role("link", name=child.words("Pareil"), exact=True), 0
    while same.count():
        child.follow(same)
        values += 1
    child.press("Je suis d’accord")
    return values


def agrees_to_the_week(teacher: Person) -> None:
    """From « Mon vendredi »: the cards, all good, and one confirmation that lists them."""
    teacher.go("my/")
    teacher.follow("main a[href$='/money/week/']")
    teacher.press("Tout est bon")
    teacher.press("Donner mon accord")


# --- the year's report -----------------------------------------------------------------------------------------------


def asks_for_the_report(staff: Person, year: str, shape: str) -> None:
    """On the page of the year; the answer is the same page with the file that waits."""
    staff.go(f"desk/reports/{year}/")
    staff.page.check(f"input[name=shape][value={shape}]", force=True)
    staff.press("Préparer le rapport")


def fetches_the_report(staff: Person) -> bytes:
    """The newest file, saved as the browser saves it. With scripts the page shows by itself that it is ready."""
    if not staff.room.scripts:
        staff.page.reload()
    link = staff.page.locator(".report-files > li:first-child a[download]")
    with staff.page.expect_download() as saved:
        link.click()
    return Path(saved.value.path()).read_bytes()
