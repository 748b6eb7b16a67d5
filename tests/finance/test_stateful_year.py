"""Two years of a cooperative as people live them, through the doors alone, against a plain model of them.

Every rule acts on the portal and on its plain twin alike; what the twin does not allow is refused with a sentence, and
nothing moves. The seed is fixed, so that a failure is the same tomorrow; `make test-long` walks much further, and looks
for the shortest way to what it found, which takes minutes.
"""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import F
from hypothesis import Phase
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from finance.models import Book, Entry, EntryLine, Reason
from finance.queries import balances
from finance.queries.entries import page_of
from finance.queries.figures import totals_by_account
from finance.queries.our_money import our_money
from finance.services.agreeing import agree_claim, correct_claim, refuse_claim, return_claim
from finance.services.claims import check_claim, draft_claim, send_claim, update_claim
from finance.services.paying import pay_claim
from finance.services.proofs import broken_rows
from finance.services.recording import record_slip, refuse_slip, return_slip
from finance.services.recounts import check_slip
from finance.services.slips import Cheque, draft_slip, send_slip, update_slip
from tests.finance.bank_machine import MoneyAndItsBank
from tests.finance.ledger import BANK, CASH, CLASS_BOX, ZERO, second_mandataire
from tests.finance.plain_year import PLACES, PlainClaim, PlainSlip
from tests.finance.walks import run
from tests.finance.year_machine import DAYS, cents, latest

SALES = "70800008"
NOWHERE = datetime.date(2023, 3, 1)
days = st.sampled_from([DAYS["this"], DAYS["this"], DAYS["this"], DAYS["last"], NOWHERE])
authors = st.sampled_from(["lina", "claire"])
answers = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["claire", "claire", "paul", "tristan"]),
        "paid_with": st.sampled_from(["bank", "bank", *PLACES, "adult"]),
        "advanced": st.sampled_from([None, "claire", "paul"]),
        "later": st.sampled_from([False, False, True]),
    }
)
coins = st.dictionaries(st.sampled_from([5000, 2000, 500, 200, 20, 1]), st.integers(1, 9), max_size=3)


def one_of(written: list[tuple], rank: int) -> tuple:
    """A row and its plain twin, from the latest backwards."""
    return written[-1 - rank % len(written)]


class Cooperative(MoneyAndItsBank):
    """The same with expenses and deposits, written by a pupil or an adult, looked at again, answered."""

    # --- expenses ---------------------------------------------------------------------------------------------------

    @rule(author=authors, amount=cents, day=days, send=st.booleans())
    def write_an_expense(self, author, amount, day, send):
        facts = {"amount": amount, "issued_on": day, "category": "garden"}
        world = self.world
        row = draft_claim(world.cooperative, by=self.by[author], classroom=world.classroom, **facts)
        self.claims.append((row, PlainClaim(author, amount, day)))
        if send:
            self.send_an_expense(0)

    @rule(author=authors, amount=cents, day=days, answer=answers, is_barred=st.booleans())
    def spend(self, author, amount, day, answer, is_barred):
        """The usual way, in one go; and sometimes found to be wrong at once, and agreed to again."""
        self.write_an_expense(author, amount, day, send=True)
        self.agree(0, **answer)
        if is_barred:
            self.correct("this", 0)
            self.agree(0, **answer)

    @rule(rank=latest)
    def send_an_expense(self, rank):
        if not self.claims:
            return
        row, plain = one_of(self.claims, rank)
        is_draft = plain.state in ("draft", "returned")
        allowed = plain.state == "sent" or (is_draft and self.takes(plain.day))
        if self.attempt(allowed, lambda: send_claim(row, by=self.by[plain.author])) and is_draft:
            plain.state = "sent"

    @rule(rank=latest, amount=cents, by=st.sampled_from(["author", "author", "claire", "paul"]))
    def change_an_expense(self, rank, amount, by):
        """Its author while it is written; a mandataire once it is sent."""
        if not self.claims:
            return
        row, plain = one_of(self.claims, rank)
        if by == "author":
            row.refresh_from_db()
            allowed = plain.state in ("draft", "returned")
            change = {"by": self.by[plain.author], "version": row.version, "amount": amount}
            done = self.attempt(allowed, lambda: update_claim(row, **change))
        else:
            allowed = plain.state == "sent" and self.takes(plain.day)
            done = self.attempt(allowed, lambda: correct_claim(row, by=self.by[by], amount=amount))
            if done and amount != plain.amount:
                plain.agreed = []
        if done:
            plain.amount = amount

    @rule(rank=latest, agrees=st.booleans())
    def look_at_an_expense(self, rank, agrees):
        if not self.claims:
            return
        row, plain = one_of(self.claims, rank)
        verdict = {"verdict": "agree"} if agrees else {"verdict": "look_again", "aspect": "amount"}
        allowed = plain.state == "sent" and not plain.agreed
        if self.attempt(allowed, lambda: check_claim(row, by=self.by["noe"], **verdict)) and not agrees:
            plain.state = "draft"

    @rule(rank=latest, answer=answers)
    def answer_yes(self, rank, answer):
        self.agree(rank, **answer)

    def agree(self, rank, name, paid_with, advanced, later):
        if not self.claims:
            return
        row, plain = one_of(self.claims, rank)
        options = {"paid_with": paid_with, "advanced_by": self.users.get(advanced), "pay_later": later}
        again = plain.has_agreement_of(name)
        back = (advanced or plain.advanced) if paid_with == "adult" else None
        right = plain.state == "sent" and plain.may_agree(name, plain.advanced)
        right = right and (back == plain.advanced or plain.may_agree(name, back))
        right = right and (paid_with != "adult" or (back is not None and back not in plain.agreed))
        whole = right and plain.is_agreed_with(name, back)
        book, box_of = self.book_of(plain.day), self.plain["this"]
        pays = whole and paid_with != "adult" and not later
        right = right and (not pays or plain.may_be_paid(book, paid_with, box_of))
        if not self.attempt(again or right, lambda: agree_claim(row, by=self.by[name], **options)) or again:
            return
        plain.paid_with, plain.advanced = paid_with, back
        plain.agreed.append(name)
        plain.state = "agreed" if whole else "sent"
        if pays:
            plain.pay(book, paid_with)

    @rule(rank=latest, place=st.sampled_from(list(PLACES)), day=days)
    def pay(self, rank, place, day):
        if not self.claims:
            return
        row, plain = one_of(self.claims, rank)
        book = self.book_of(day)
        due = plain.state == "agreed" and plain.may_be_paid(book, place, self.plain["this"])
        act = lambda: pay_claim(row, by=self.by["claire"], paid_on=day, place=place)  # noqa: E731
        if self.attempt(plain.state == "paid" or due, act) and due:
            plain.pay(book, place)

    @rule(rank=latest, refuse=st.booleans())
    def answer_no(self, rank, refuse):
        if not self.claims:
            return
        row, plain = one_of(self.claims, rank)
        if refuse:
            allowed, after = plain.state in ("sent", "refused"), "refused"
            act = lambda: refuse_claim(row, by=self.by["claire"], reason=Reason.NOT_OURS)  # noqa: E731
        else:
            allowed, after = plain.state in ("sent", "agreed", "returned"), "returned"
            act = lambda: return_claim(row, by=self.by["claire"], reason=Reason.AMOUNT)  # noqa: E731
        if self.attempt(allowed, act):
            plain.wait_again(after)

    # --- deposits ---------------------------------------------------------------------------------------------------

    @rule(author=authors, pieces=coins, cheque=st.none() | cents, day=days, send=st.booleans())
    def bring_money(self, author, pieces, cheque, day, send):
        facts = {"account": self.ledgers["this"][SALES], "collected_on": day}
        by, world = self.by[author], self.world
        row = draft_slip(world.cooperative, by=by, classroom=world.classroom, **facts)
        cheques = [Cheque("other", "1234567", cheque)] if cheque else []
        row = update_slip(row, by=by, version=row.version, pieces=pieces, cheques=cheques)
        self.slips.append((row, PlainSlip(author, in_euros(pieces), cheque or ZERO, day)))
        if send:
            self.send_a_deposit(0)
            self.record(0)

    @rule(rank=latest)
    def send_a_deposit(self, rank):
        if not self.slips:
            return
        row, plain = one_of(self.slips, rank)
        is_draft = plain.state in ("draft", "returned")
        allowed = plain.state == "sent" or (is_draft and plain.total > 0 and self.takes(plain.day))
        if self.attempt(allowed, lambda: send_slip(row, by=self.by[plain.author])) and is_draft:
            plain.state = "sent"

    @rule(rank=latest, pieces=coins, by_author=st.booleans())
    def count_anew(self, rank, pieces, by_author):
        """Its author while it is written; a mandataire once it is sent."""
        if not self.slips:
            return
        row, plain = one_of(self.slips, rank)
        row.refresh_from_db()
        name = plain.author if by_author else "claire"
        allowed = plain.state in ("draft", "returned") and name == plain.author
        allowed = allowed or (plain.state == "sent" and name == "claire")
        if self.attempt(allowed, lambda: update_slip(row, by=self.by[name], version=row.version, pieces=pieces)):
            plain.cash = in_euros(pieces)

    @rule(rank=latest, agrees=st.booleans())
    def count_beside(self, rank, agrees):
        if not self.slips:
            return
        row, plain = one_of(self.slips, rank)
        verdict = "agree" if agrees else "look_again"
        done = self.attempt(plain.state == "sent", lambda: check_slip(row, by=self.by["noe"], verdict=verdict))
        if done and not agrees:
            plain.state = "draft"

    @rule(rank=latest)
    def record(self, rank):
        """An own deposit is sent on the way."""
        if not self.slips:
            return
        row, plain = one_of(self.slips, rank)
        own = plain.state in ("draft", "returned") and plain.author == "claire"
        due = (own or plain.state == "sent") and plain.total > 0 and self.takes(plain.day)
        if self.attempt(plain.state == "recorded" or due, lambda: record_slip(row, by=self.by["claire"])) and due:
            book = self.book_of(plain.day)
            moved = {CASH: plain.cash, BANK: plain.cheques, SALES: -plain.total}
            plain.state, plain.entry = "recorded", (book, book.post("income", moved))

    @rule(rank=latest, refuse=st.booleans())
    def answer_no_to_a_deposit(self, rank, refuse):
        if not self.slips:
            return
        row, plain = one_of(self.slips, rank)
        act, after = (refuse_slip, "refused") if refuse else (return_slip, "returned")
        reason = Reason.TWICE if refuse else Reason.COUNT_AGAIN
        if self.attempt(plain.state in ("sent", after), lambda: act(row, by=self.by["claire"], reason=reason)):
            plain.state = after

    # --- what holds after each act ----------------------------------------------------------------------------------

    @invariant()
    def every_entry_stands_as_the_model_says(self):
        connection.check_constraints()
        for name, plain in self.plain.items():
            book = self.ledgers[name].book
            assert entries_in(book) == [(entry.kind, entry.reverses, entry.moved) for entry in plain.entries]
            chain = list(book.entries.order_by("number").values_list("number", "previous_digest", "digest"))
            assert [number for number, _before, _own in chain] == list(range(1, len(plain.entries) + 1))
            assert [before for _number, before, _own in chain] == ["", *(own for _number, _before, own in chain)][
                : len(chain)
            ]
        assert broken_rows() == []

    @invariant()
    def nothing_that_goes_out_leaves_a_box_below_zero(self):
        """Corrections apart, and what last year's book takes back."""
        for ledger in self.ledgers.values():
            held = dict.fromkeys((CASH, CLASS_BOX), ZERO)
            for kind, _reverses, moved in entries_in(ledger.book):
                for code in held:
                    held[code] += moved.get(code, ZERO)
                    taken = moved.get(code, ZERO) < 0 and kind not in ("reversal", "opening")
                    assert not taken or held[code] >= 0

    @invariant()
    def the_pages_show_the_lines_added_up_again(self):
        for name, plain in self.plain.items():
            book, sums = self.ledgers[name].book, plain.sums()
            shown = balances.money(book)
            assert shown == balances.Money(*(plain.balance(code) for code in (BANK, CASH, CLASS_BOX)))
            boxes = balances.class_box_balances(book)
            assert boxes.get(self.rooms[name].pk, ZERO) == plain.balance(CLASS_BOX)
            totals = {row.account.code: row.debit - row.credit for row in totals_by_account([book])}
            assert {code: amount for code, amount in totals.items() if amount} == sums
            rows = page_of(book, size=500).object_list
            assert [row.after for row in reversed(rows)] == plain.money_after()
            ours = our_money(self.rooms[name])
            assert ours.left == shown.total
            assert ours.carried + ours.came_in - ours.went_out == ours.left

    @invariant()
    def books_expenses_and_deposits_are_where_the_model_says(self):
        found = Book.objects.filter(cooperative=self.world.cooperative).order_by("year__starts")
        states = [(state, closed_at is not None) for state, closed_at in found.values_list("state", "year__closed_at")]
        assert states == [(plain.state, plain.is_closed) for plain in self.plain.values()]
        for row, plain in (*self.claims, *self.slips):
            now = type(row).objects.select_related("entry").get(pk=row.pk)
            assert (now.state, now.entry and now.entry.number) == (plain.state, plain.entry and plain.entry[1])
        for row, plain in self.claims:
            row.refresh_from_db()
            agreed = [user for user in (row.agreed_by_id, row.second_agreed_by_id) if user]
            assert (row.amount, agreed) == (plain.amount, [self.by[name].user_id for name in plain.agreed])


def in_euros(pieces: dict[int, int]) -> Decimal:
    return Decimal(sum(cents * count for cents, count in pieces.items())) / 100


def entries_in(book: Book) -> list[tuple]:
    """Each entry's kind, the number that it reverses, and what its lines did to each account, by number."""
    found = [
        (pk, (kind, reverses, {}))
        for pk, kind, reverses in Entry.objects.filter(book=book)
        .order_by("number")
        .values_list("pk", "kind", "reverses__number")
    ]
    moved = {pk: row[2] for pk, row in found}
    lines = EntryLine.objects.filter(entry__book=book).annotate(moved=F("debit") - F("credit"))
    for entry, code, amount in lines.values_list("entry", "account__code", "moved"):
        moved[entry][code] = moved[entry].get(code, ZERO) + amount
    return [row for _pk, row in found]


def walk(world, monkeypatch, *, walks: int, steps: int, phases: tuple[Phase, ...]) -> None:
    world.paul = second_mandataire(world)
    world.claire, world.tristan, world.martine, world.lina, world.noe  # made before the first walk, undone at its end
    monkeypatch.setattr(Cooperative, "world", world)
    run(Cooperative, walks=walks, steps=steps, phases=phases)


def test_two_years_of_money_do_what_a_plain_model_says(world, monkeypatch):
    walk(world, monkeypatch, walks=8, steps=35, phases=(Phase.generate,))


@pytest.mark.long
def test_two_years_of_money_do_what_a_plain_model_says_for_long(world, monkeypatch):
    walk(world, monkeypatch, walks=20, steps=500, phases=(Phase.generate, Phase.shrink))
