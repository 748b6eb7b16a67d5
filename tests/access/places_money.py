"""One object of each kind of the money rooms that an address may name."""

from datetime import date
from decimal import Decimal
from functools import cached_property
from uuid import uuid4

from finance.models import (
    Activity,
    BookImport,
    ChequeDeposit,
    EntryRemark,
    ExpenseClaim,
    Grant,
    InventoryItem,
    OpenAccounts,
    PurchaseAdvice,
)
from finance.services.advances import ask_advance
from finance.services.cash_counts import count_alone
from finance.services.chequebooks import receive_chequebook
from finance.services.class_funds import open_class_fund
from finance.services.direct_entries import record_entry
from finance.services.handovers import hand_over
from finance.services.matching import match
from finance.services.memos import note_memo
from finance.services.paper_items import say_paper_item
from finance.services.papers import state_missing
from finance.services.pending_files import keep_file
from finance.services.reconciling import close_month
from finance.services.reviews import begin_review, name_reviewer
from finance.services.slips import draft_slip, send_slip, update_slip
from finance.services.tray import bring_to_tray
from occe.kit.actors import Adult, System
from occe.kit.dates import today
from tests.access.places_people import PeoplePlaces
from tests.finance.bank import bank_line, make_account, told
from tests.finance.ledger import (
    BANK,
    CASH,
    EDUCATION,
    FAMILIES,
    LASTING_GOODS,
    ledger_of,
    pupil_actor,
    sent_by,
    written_by,
)


class MoneyPlaces(PeoplePlaces):
    """The money of Claire's cooperative."""

    @cached_property
    def chequebook(self):
        return receive_chequebook(
            self.bank_account, first_number="101", last_number="125", holder=self.claire, received_on=today(),
            by=self.actor(self.claire),
        )  # fmt: skip

    @cached_property
    def memo(self):
        facts = {"kind": "to_pay", "what": f"livres {self.mark}", "amount": Decimal("12.50")}
        return note_memo(self.cooperative, by=self.actor(self.claire), **facts)

    @cached_property
    def ledger(self):
        open_class_fund(self.classroom, by=System())
        ledger = ledger_of(self.cooperative, self.year)
        ledger.post(CASH, FAMILIES, "200.00", kind="income")
        return ledger

    @cached_property
    def entry(self):
        """What Claire recorded alone, with her word for the paper."""
        ledger, by = self.ledger, Adult(self.claire.pk, self.federation.pk)
        facts = {"amount": Decimal("1.00"), "date": date(2025, 10, 6), "request_id": uuid4(), "caption": self.mark}
        return record_entry(ledger.book, account=ledger[EDUCATION], treasury=ledger[CASH], by=by, **facts)

    @cached_property
    def cash_count(self):
        """Of the cooperative's box, which an adult counted and confirmed."""
        by, facts = Adult(self.claire.pk, self.federation.pk), {"counted_on": date(2025, 10, 6), "request_id": uuid4()}
        return count_alone(self.ledger.book, by=by, pieces={5000: 1}, explanation=self.mark, **facts)

    @cached_property
    def advice(self):
        """Of the association, in its own words."""
        facts = {"key": "own", "words": ["eglantine"], "state": "allowed", "reason_fr": f"Oui, {self.mark}."}
        return PurchaseAdvice.objects.create(federation=self.federation, **facts)

    @cached_property
    def accounts_open(self):
        """To everybody, as the council decided."""
        facts = {"federation": self.federation, "cooperative": self.cooperative, "opened_by": self.claire}
        opened = OpenAccounts.objects.create(decision=self.council.decisions.get(), with_totals=True, **facts)
        opened.projects.add(self.project)
        return opened

    @cached_property
    def bought_to_last(self):
        """A tent, not in the inventory yet."""
        return self.ledger.post(LASTING_GOODS, CASH, "20.00", label="D09 · Biens durables")

    @cached_property
    def taken_over(self):
        """Accounts kept elsewhere, read and not written yet."""
        rows = [[1, ["Date", "Nature", "Montant"]], [2, ["02/10/2025", self.mark, "-5,00"]]]
        facts = {"name": "comptes.csv", "digest": "d" * 64, "rows": rows, "made_by": self.claire}
        mapping = {"header": 0, "columns": {"date": 0, "account": 1, "amount": 2}}
        return BookImport.objects.create(book=self.ledger.book, mapping=mapping, **facts)

    @cached_property
    def thing(self):
        """In the inventory since the summer, with a photo."""
        facts = {"place": f"Armoire {self.mark}", "acquired_on": date(2025, 9, 3), "written_by": self.claire}
        facts |= {"federation": self.federation, "cooperative": self.cooperative, "photo": self._stored("thing")}
        return InventoryItem.objects.create(label=f"Tente {self.mark}", **facts)

    @cached_property
    def cheque_deposit(self):
        """Without a cheque, which is enough for its page."""
        facts = {"federation": self.federation, "cooperative": self.cooperative, "made_by": self.claire}
        return ChequeDeposit.objects.create(book=self.ledger.book, **facts)

    @cached_property
    def grant(self):
        """Of the commune, granted."""
        facts = {"funder": f"Commune {self.mark}", "purpose": "le jardin", "amount": Decimal(200)}
        return Grant.objects.create(cooperative=self.cooperative, year=self.ledger.book.year, **facts)

    @cached_property
    def activity(self):
        title = f"loto {self.mark}"
        return Activity.objects.create(cooperative=self.cooperative, year=self.ledger.book.year, title=title)

    @cached_property
    def advance(self):
        """That the class asked for."""
        by, facts = Adult(self.claire.pk, self.federation.pk), {"amount": Decimal(20), "request_id": uuid4()}
        return ask_advance(self.ledger.book, self.classroom, purpose=f"le jardin, {self.mark}", by=by, **facts)

    @cached_property
    def bank_account(self):
        return make_account(self.cooperative, iban="")

    @cached_property
    def statement(self):
        """One of two movements waits, the other is matched with a line of the book."""
        entry = self.ledger.post(BANK, FAMILIES, "40.00", kind="income")
        moves = ("10-06", "40.00", f"REMISE {self.mark}"), ("10-07", "-2.00", f"FRAIS {self.mark}")
        statement = told(self.bank_account, "10-01", "10-31", *moves, start="0", by=self.claire)
        remise, by = statement.transactions.get(amount=40), Adult(self.claire.pk, self.federation.pk)
        match(self.bank_account, transactions=[remise.pk], lines=[bank_line(entry).pk], by=by)
        return statement

    @cached_property
    def movement(self):
        return self.statement.transactions.get(amount=-2)

    @cached_property
    def bank_match(self):
        self.statement
        return self.bank_account.matches.get()

    @cached_property
    def closed_month(self):
        """September, of which the bank's first statement tells the last evening."""
        self.statement
        ledger, by = self.ledger, Adult(self.claire.pk, self.federation.pk)
        return close_month(self.bank_account, ledger.book, month=date(2025, 9, 1), by=by)

    @cached_property
    def paper_item(self):
        """A cheque of the paper book, on an account of which no month is closed."""
        self.ledger
        by, facts = Adult(self.claire.pk, self.federation.pk), {"amount": Decimal(-30), "request_id": uuid4()}
        former = make_account(self.cooperative, iban="", closed_on=date(2025, 8, 31))
        return say_paper_item(former, date=date(2025, 8, 20), by=by, **facts)

    @cached_property
    def bank_rule(self):
        return self.cooperative.bank_rules.create(words="frais", code=EDUCATION, made_by=self.claire)

    @cached_property
    def pending_file(self):
        """Claire's, of a bank that nobody knows."""
        data = f"Jour|Quoi|Combien\n12/10/2025|{self.mark}|-3,00\n".encode()
        by = Adult(self.claire.pk, self.federation.pk)
        return keep_file(self.federation, data=data, name="releve.csv", by=by, account=self.bank_account)

    @cached_property
    def remark(self):
        """Martine's, about Claire's entry."""
        facts = {"federation": self.federation, "by": self.martine, "text": f"Quelle facture ? {self.mark}"}
        return EntryRemark.objects.create(entry=self.entry, **facts)

    @cached_property
    def reviewer(self):
        """A parent who reviews the accounts of the year."""
        self.entry
        review = begin_review(self.ledger.book, by=self.actor(self.claire))
        return name_reviewer(review, name=f"Maya {self.mark}", quality="parent", by=self.actor(self.claire))

    @cached_property
    def handover(self):
        """Claire's accounts, stopped before any money came."""
        return hand_over(self.ledger.book, day=date(2025, 9, 1), given=(), by=self.actor(self.claire))

    @cached_property
    def sampled(self):
        return self.reviewer.review.sample.first()

    @cached_property
    def internal_slip(self):
        """Claire's word that the paper of her expense is lost."""
        return state_missing(self.entry, reason="lost", words=self.mark, by=Adult(self.claire.pk, self.federation.pk))

    @cached_property
    def tray_paper(self):
        """A photo that Claire brought for her class."""
        by = Adult(self.claire.pk, self.federation.pk)
        return bring_to_tray(self.cooperative, file=self.file, classroom=self.classroom, by=by)

    @cached_property
    def claim(self):
        """Noé's, which waits for another pupil's look and for an adult; with the photo of its receipt."""
        self.ledger
        claim = sent_by(self.noe, self, shop=f"Jardinerie {self.mark}")
        ExpenseClaim.objects.filter(pk=claim.pk).update(photo=self.file)
        return claim

    @cached_property
    def draft(self):
        """Lina's own, still to be written."""
        self.ledger
        return written_by(self.lina, self)

    @cached_property
    def slip(self):
        return send_slip(self._counted(self.noe), by=pupil_actor(self.noe))

    @cached_property
    def draft_slip(self):
        """Lina's own, still to be sent."""
        return self._counted(self.lina)

    def _counted(self, pupil):
        by, account = pupil_actor(pupil), self.ledger[FAMILIES]
        facts = {"classroom": self.classroom, "account": account, "collected_on": date(2025, 10, 6)}
        slip = draft_slip(self.cooperative, by=by, **facts)
        return update_slip(slip, by=by, version=slip.version, pieces={100: 3}, cheques=[])
