"""Two associations of the same shape, with one object of each kind that an address may name."""

from datetime import date
from decimal import Decimal
from functools import cached_property
from io import BytesIO
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from PIL import Image

from cooperatives.models import DayPass, ExportJob, Mandate, StoredFile
from cooperatives.services import applying
from cooperatives.services.guests import cookie_name, cookie_value, renew_link
from cooperatives.services.people import use_day_pass
from councils.models import Council, Decision
from desk.services.staff import invite_staff
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
from finance.services.matching import match
from finance.services.memos import note_memo
from finance.services.papers import state_missing
from finance.services.pending_files import keep_file
from finance.services.reconciling import close_month
from finance.services.reviews import begin_review, name_reviewer
from finance.services.slips import draft_slip, send_slip, update_slip
from finance.services.tray import bring_to_tray
from members.models import Notification
from members.presence import COOKIE
from members.services import pupil_sign_in
from members.services.jobs import add_job
from occe.kit.actors import Adult, Role, System
from occe.kit.dates import today
from occe.kit.tokens import hash_token
from support.models import HelpTicket
from tests.cooperatives.drafts import year_of_today
from tests.desk.rows import make_request
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
from tests.website.rows import make_news, make_project
from tests.world import (
    SECRET,
    World,
    make_classroom,
    make_device,
    make_federation,
    make_mandate,
    make_open_class,
    make_pupils,
    make_school,
    make_user,
)
from website.models import ContactMessage, Page, Partner, SitePicture, TimelineEntry
from website.services.pages import save_page


class Places(World):
    """The cast, with one object of each kind that a URL may name; all of them are Claire's cooperative's.

    `mark` stands in every text that somebody writes here, and in nothing that another association writes.
    """

    mark = "Églantine"
    pupils_called = ("Lina", "Noé", "Zoé")
    pupil_next_door = "Tom"
    host = "testserver"

    def user(self, first_name: str, **fields):
        return make_user(first_name, **fields)

    def found_in(self, text: str) -> set[str]:
        """What a text tells of this association: its mark, and its pupils' names (no text may hold both)."""
        return {word for word in (self.mark, *self.pupils_called, self.pupil_next_door) if word in text}

    @cached_property
    def school(self):
        return make_school(name=f"École {self.mark}", commune=f"Bourg-{self.mark}")

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
    def paul(self):
        """A teacher of Claire's class, without a mandate."""
        user = self.user("Paul")
        self.classroom.teachers.create(user=user, starts_on=date(2025, 9, 1))
        return user

    @cached_property
    def next_door(self):
        """The other class of Claire's cooperative, open too."""
        return make_classroom(self.cooperative, self.year, "CM1-CM2")

    @cached_property
    def bruno(self):
        """The teacher of the class next door, without a mandate."""
        user = self.user("Bruno")
        self.next_door.teachers.create(user=user, starts_on=date(2025, 9, 1))
        return user

    @cached_property
    def tom(self):
        """A pupil of the class next door."""
        return make_pupils(self.next_door, self.pupil_next_door, level="CM1")[0]

    @cached_property
    def door_next_door(self):
        return make_open_class(self.next_door, self.bruno)

    @cached_property
    def odile(self):
        """Mandataire of this cooperative until last summer."""
        user = self.user("Odile")
        ended = {"state": Mandate.State.ENDED, "ends_on": date(2025, 9, 1), "rank": 2}
        make_mandate(self.cooperative, user, **ended)
        return user

    @cached_property
    def anne(self):
        """Animator of the association."""
        user = self.user("Anne")
        self.federation.staff_roles.create(user=user, role=Role.ANIMATOR, starts_on=date(2020, 9, 1))
        return user

    def client_next_door(self) -> Client:
        """A tablet of the class next door, with Tom signed in."""
        device, _token = make_device(self.door_next_door)
        _turn, token = pupil_sign_in.sign_in(device, pupil=self.tom, pictures=SECRET)
        client = self.client()
        client.cookies[COOKIE] = token
        return client

    def substitute_client(self) -> Client:
        """A browser in which today's pass of Claire's class was typed."""
        code = "ACDE-FGHJ"
        code_hash = hash_token("ACDEFGHJ")
        DayPass.objects.create(
            classroom=self.classroom, day=timezone.localdate(), code_hash=code_hash, made_by=self.claire
        )
        day_pass = use_day_pass(code, federation=self.federation, holder="Madame Vidal", by=self.actor(None))
        client = self.client()
        client.cookies[cookie_name()] = cookie_value(day_pass.link)
        return client

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
    def ticket(self):
        """Claire's question to her association."""
        facts = {"federation": self.federation, "cooperative": self.cooperative, "asked_by": self.claire}
        return HelpTicket.objects.create(subject=f"Un achat {self.mark}", question=f"Peut-on ? {self.mark}", **facts)

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

    @cached_property
    def project(self):
        """Published, on a cooperative that opened its public page."""
        type(self.cooperative).objects.filter(pk=self.cooperative.pk).update(public_page=True)
        return make_project(self.cooperative, f"La haie {self.mark}", slug="haie", story=f"On a planté. {self.mark}")

    @cached_property
    def council(self):
        council = Council.objects.create(cooperative=self.cooperative, year=self.year)
        Decision.objects.create(council=council, number=1, date=date(2025, 10, 1), text=f"Acheter une {self.mark}")
        return council

    @cached_property
    def job(self):
        return add_job(self.classroom, kind="treasurer", by=System())

    @cached_property
    def file(self):
        return self._stored("receipt")

    @cached_property
    def picture(self):
        return self._stored("news")

    def _stored(self, name: str):
        out = BytesIO()
        Image.new("RGB", (2, 1)).save(out, "WEBP")
        path = default_storage.save(f"access/{name}.webp", ContentFile(out.getvalue()))
        facts = {"path": path, "thumbnail_path": path, "sha256": "0" * 64, "content_type": "image/webp"}
        facts |= {"size": len(out.getvalue()), "width": 2, "height": 1}
        return StoredFile.objects.create(federation=self.federation, **facts)

    @cached_property
    def registration(self):
        """Claire's own, still a draft."""
        year_of_today(self)
        return applying.begin_registration(self.federation, by=self.actor(self.claire))

    @cached_property
    def claimable(self):
        """Begun without an account, under an address that is Claire's."""
        year_of_today(self)
        asked = {"first_name": "Claire", "last_name": self.mark, "email": self.claire.email}
        return applying.begin_as_guest(self.federation, by=self.actor(None), **asked)

    @cached_property
    def link(self) -> str:
        """The token of the letter that leads to the draft above."""
        return renew_link(self.claimable.link, by=System())

    @cached_property
    def sent_registration(self):
        """Nina's, whose address was never proved."""
        self.nina.emailaddress_set.update(verified=False)
        return make_request(self.federation, self.year, self.nina, None, described_name=f"École {self.mark} bis")

    @cached_property
    def notification(self):
        kind, told = "desk.approved", {"cooperative": self.mark}
        return Notification.objects.create(
            user=self.claire, kind=kind, parameters=told, url_id=self.cooperative.public_id
        )

    @cached_property
    def mandate(self):
        self.claire
        return self.cooperative.mandates.get(user=self.claire)

    @cached_property
    def role(self):
        return self.martine.staff_roles.get()

    @cached_property
    def invitation(self):
        email = f"{self.host}-invited@ecole.example"
        return invite_staff(self.federation, email=email, role=Role.ANIMATOR, by=System())[0]

    @cached_property
    def export(self):
        """Martine's file of the annual report, ready."""
        asked = {"year": self.year.slug, "shape": "csv", "language": "fr"}
        facts = {"requested_by": self.martine, "kind": "annual-report", "parameters": asked, "state": "done"}
        return ExportJob.objects.create(federation=self.federation, file=self.picture, **facts)

    @cached_property
    def teaching(self):
        self.paul
        return self.classroom.teachers.get(user=self.paul)

    @cached_property
    def day_pass(self):
        return DayPass.objects.create(
            classroom=self.classroom, day=date(2026, 6, 1), code_hash=self.host[0] * 64, made_by=self.claire
        )

    @cached_property
    def news(self):
        words = {"title_en": f"News {self.mark}", "picture_alt_fr": "Un pré", "picture_alt_en": "A meadow"}
        return make_news(self.federation, f"Une {self.mark}", slug="une", picture=self.picture, **words)

    @cached_property
    def partner(self):
        return Partner.objects.create(federation=self.federation, name=f"Commune {self.mark}")

    @cached_property
    def site_picture(self):
        words = {"alt_fr": f"Un pré, {self.mark}", "alt_en": f"A meadow, {self.mark}"}
        return SitePicture.objects.create(federation=self.federation, file=self._stored("text"), **words)

    @cached_property
    def step(self):
        texts = {"text_fr": f"Naissance {self.mark}", "text_en": f"Birth {self.mark}"}
        return TimelineEntry.objects.create(federation=self.federation, date=date(2012, 3, 14), **texts)

    @cached_property
    def message(self):
        facts = {"name": self.mark, "email": "x@ecole.example", "message": f"Bonjour {self.mark}", "language": "fr"}
        return ContactMessage.objects.create(federation=self.federation, **facts)

    @cached_property
    def page(self):
        """The text of a page, written by Martine."""
        words = {"title_fr": f"Mission {self.mark}", "title_en": "Mission", "body_fr": self.mark, "body_en": "Words"}
        by = Adult(self.martine.pk, self.federation.pk, frozenset({Role.ADMINISTRATOR}))
        return save_page(self.federation, Page.Slug.MISSION, by=by, **words)

    def build(self) -> "Places":
        """Everything at once: each page then lists what it can list, and no request comes before an object."""
        for name, value in vars(Places).items():
            if isinstance(value, cached_property):
                getattr(self, name)
        return self


class Abroad(Places):
    """Another association, with the same people and things under another mark: nothing of it may be seen from here."""

    mark = "Zibeline"
    pupils_called = ("Cunégonde", "Théodule", "Zénobie")
    pupil_next_door = "Wilfrid"
    host = "lozere.example"

    def user(self, first_name: str, **fields):
        return make_user(first_name, email=f"{first_name.lower()}@{self.host}", last_name=self.mark)

    @cached_property
    def federation(self):
        return make_federation("lozere", "048", name=f"Association {self.mark}", hosts=[self.host])

    @cached_property
    def school(self):
        return make_school("0480001A", f"École {self.mark}", commune=f"Bourg-{self.mark}", department="048")

    @cached_property
    def claire(self):
        user = self.user("Claire")
        make_mandate(self.cooperative, user)
        return user

    @cached_property
    def nina(self):
        return self.user("Nina")

    @cached_property
    def martine(self):
        user = self.user("Martine")
        self.federation.staff_roles.create(user=user, role=Role.ADMINISTRATOR, starts_on=date(2020, 9, 1))
        return user

    @cached_property
    def _pupils(self):
        return make_pupils(self.classroom, *self.pupils_called, level="CE1")


class TwoAssociations(Places):
    """The first association, while the other one stands beside it; Felix is staff of the other."""

    @cached_property
    def abroad(self) -> Abroad:
        return Abroad()

    @cached_property
    def other_federation(self):
        return self.abroad.federation
