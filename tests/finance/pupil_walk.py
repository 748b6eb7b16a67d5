"""A pupil at a tablet, in a few words: open a page, answer a question, send a photo."""

import re
from decimal import Decimal
from functools import cached_property
from html import unescape
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from finance.chart_of_accounts import BANK, CARRIED_FORWARD, CASH, CLASS_BOX
from finance.models import DepositSlip, Entry, ExpenseClaim
from finance.services.class_funds import open_class_fund
from finance.services.posting import Line, post_entry
from members.models import Pupil
from members.presence import COOKIE
from members.services import pupil_sign_in
from occe.kit.actors import System
from occe.kit.dates import school_year_of, today
from tests.finance.ledger import Ledger, ledger_of
from tests.kit import hostile
from tests.world import World, make_device, make_open_class, make_year

NBSP = "\u00a0"


def this_year(world: World) -> Ledger:
    """Claire's class works in the present school year, with its book and its share of the money."""
    world.year = make_year(world.federation, school_year_of(today()).start)
    open_class_fund(world.classroom, by=System())
    return ledger_of(world.cooperative, world.year)


def fill_the_boxes(world: World, ledger: Ledger) -> None:
    """882.70 from last year, of which 60.00 lie in the box of the class."""
    first = world.year.starts
    ledger.post(BANK, CARRIED_FORWARD, "798.20", on=first, kind=Entry.Kind.OPENING, label="Report")
    ledger.post(CASH, CARRIED_FORWARD, "84.50", on=first, kind=Entry.Kind.OPENING, label="Report")
    lines = [
        Line(ledger[CLASS_BOX], debit=Decimal(60), classroom=world.classroom),
        Line(ledger[CASH], credit=Decimal(60)),
    ]
    by = System(world.federation.pk)
    post_entry(ledger.book, lines=lines, kind=Entry.Kind.ADVANCE, date=first, label="Avance", request_id=uuid4(), by=by)


def words(response) -> str:
    """What stands on the page, without tags and in single spaces."""
    page = re.sub(r"<(script|style|svg|noscript).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).replace(NBSP, " ").split())


class Tablet:
    """One pupil's browser, without scripts."""

    def __init__(self, world: World, pupil: Pupil, **options):
        self.world, self.pupil, self.options = world, pupil, options

    @cached_property
    def client(self) -> Client:
        return self.world.pupil_client(self.pupil, **self.options)

    def get(self, name: str, *args, query: str = "", follow: bool = False):
        return self.client.get(reverse(f"finance:{name}", args=args) + query, follow=follow)

    def post(self, name: str, *args, query: str = "", follow: bool = False, **data):
        return self.client.post(reverse(f"finance:{name}", args=args) + query, data, follow=follow)

    # an expense
    def begin(self, category: str = "garden", key: object = "", **data):
        return self.post("pupil-expense-new", category=category, key=str(key or uuid4()), **data)

    def answer(self, claim: ExpenseClaim, step: str, query: str = "", **data):
        return self.post("pupil-expense-step", claim.public_id, step, query=query, **data)

    def photo(self, claim: ExpenseClaim, content: bytes, name: str = "photo.jpg", kind: str = "image/jpeg"):
        return self.answer(claim, "photo", photo=SimpleUploadedFile(name, content, kind))

    def write(self, *, send: bool = True, **facts) -> ExpenseClaim:
        """A whole expense, question after question."""
        self.begin(facts.get("category", "garden"))
        claim = ExpenseClaim.objects.latest("pk")
        self.answer(claim, "amount", amount=facts.get("amount", "38,40"))
        self.answer(claim, "day", pick=today().isoformat())
        if facts.get("photo", True):
            self.photo(claim, hostile.picture("JPEG"))
        self.answer(claim, "purpose", purpose="class")
        if send:
            self.post("pupil-expense-send", claim.public_id)
        claim.refresh_from_db()
        return claim

    # the second look
    def agree(self, claim: ExpenseClaim):
        claim.refresh_from_db()
        return self.post("pupil-check-agree", claim.public_id, version=claim.version)

    def look_again(self, claim: ExpenseClaim, aspect: str = "amount", **data):
        claim.refresh_from_db()
        return self.post("pupil-check-again", claim.public_id, version=claim.version, aspect=aspect, **data)

    # a deposit
    def count(self, slip: DepositSlip, query: str = "", **data):
        return self.post("pupil-deposit-step", slip.public_id, "count", query=query, **data)


class OneForAll(Tablet):
    """The tablet of a class that works as one."""

    def __init__(self, world):
        session = make_open_class(world.classroom, world.claire, as_one=True)
        super().__init__(world, Pupil.objects.get(kind=Pupil.Kind.WHOLE_CLASS))
        device, _token = make_device(session)
        _turn, token = pupil_sign_in.take_turn(device, pupil=self.pupil)
        self.client = world.client()
        self.client.cookies[COOKIE] = token
