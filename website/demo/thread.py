"""The thread that tells everything: n° 18, from a slip of paper to a balance that everybody can say.

A vote, a sum not to exceed, a mistake found by a child. Everything goes through the doors that the pages use.
"""

from datetime import date
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from cooperatives.models import Affiliation, Classroom, Cooperative
from cooperatives.services.files import store_file
from councils.models import Council, Decision
from councils.services.decisions import Votes, record_decision
from finance.chart_of_accounts import BANK, FAMILIES
from finance.models import Account, Book, ClaimCheck, ClassAdvance, ExpenseClaim, SlipCheque
from finance.services.advances import ask_advance, grant_advance, keep_signed_slip
from finance.services.agreeing import agree_claim
from finance.services.claims import check_claim, draft_claim, send_claim, update_claim
from finance.services.class_funds import open_class_funds
from finance.services.class_rules import set_class_rules
from finance.services.direct_entries import record_affiliation
from finance.services.recording import record_slip
from finance.services.slips import Cheque, draft_slip, send_slip, update_slip
from members.models import ClassSession, Pupil
from occe.kit.actors import Adult, PupilActor, System
from occe.kit.uploads.pipeline import clean_upload
from projects.models import Project

from .clock import Clock, noon
from .receipts import draw_minutes, draw_receipt

PaidWith = ExpenseClaim.PaidWith


class Thread:
    """The class of the demonstration, its people and its book, at hand while the story is told."""

    def __init__(self, cooperative: Cooperative, clock: Clock):
        self.clock, self.cooperative = clock, cooperative
        self.classroom = Classroom.objects.get(
            cooperative=cooperative, year__starts=clock.current.start, name="CP-CE1-CE2"
        )
        self.book = Book.objects.get(cooperative=cooperative, year=self.classroom.year)
        self.teacher = Adult(cooperative.mandates.get(rank=1).user_id, cooperative.federation_id)
        self.session = ClassSession.objects.open().get(classroom=self.classroom)
        self.accounts = {account.code: account for account in Account.objects.filter(year=self.classroom.year)}

    def pupil(self, first_name: str) -> PupilActor:
        pupil = Pupil.objects.get(first_name=first_name, enrolments__classroom=self.classroom)
        return PupilActor(
            pupil.pk, self.session.pk, self.classroom.pk, self.cooperative.pk, self.cooperative.federation_id
        )

    def photo(self, shop: str, day: date, lines: list[tuple[str, str]]):
        """A drawn receipt, through the same pipeline as a child's photo."""
        drawn = draw_receipt(shop, day, [(label, Decimal(amount)) for label, amount in lines])
        return store_file(
            clean_upload(drawn, name="ticket.jpg", declared_type="image/jpeg"),
            federation=self.cooperative.federation,
            by=System(self.cooperative.federation_id),
        )

    def expense(self, *, by: str, photo=None, **facts) -> ExpenseClaim:
        pupil = self.pupil(by)
        claim = draft_claim(self.cooperative, by=pupil, classroom=self.classroom, photo=photo, **facts)
        return send_claim(claim, by=pupil)

    def income(self, *, by: str, pieces: dict[int, int], cheques: list[Cheque], **facts) -> None:
        pupil = self.pupil(by)
        slip = draft_slip(self.cooperative, by=pupil, classroom=self.classroom, **facts)
        slip = update_slip(slip, by=pupil, version=slip.version, pieces=pieces, cheques=cheques)
        record_slip(send_slip(slip, by=pupil), by=self.teacher)


def tell_thread(cooperative: Cooperative, clock: Clock) -> None:
    """From 882,70 to 972,75, and what waits today."""
    thread = Thread(cooperative, clock)
    open_class_funds(Classroom.objects.filter(cooperative=cooperative, year=thread.classroom.year), by=System())
    set_class_rules(thread.classroom, asks_second_look=True, treasurers_only=False, by=thread.teacher)
    _families_envelopes(thread)
    decision = _the_vote(thread)
    _advance(thread, decision)
    _the_mistake(thread, decision)
    _affiliation(thread)
    _the_fete(thread, decision)
    _what_waits(thread, decision)


def _families_envelopes(thread: Thread) -> None:
    day = thread.clock.day(9, 15)
    cheques = [("postale", "0001842", "15.00"), ("agricole", "4410203", "14.00"), ("mutuel", "0098117", "15.00"),
               ("agricole", "4410377", "10.00")]  # fmt: skip
    thread.income(
        by="Lina",
        account=thread.accounts[FAMILIES],
        collected_on=day,
        pieces={2000: 1, 1000: 2, 500: 3, 200: 4, 100: 4, 50: 2},
        cheques=[Cheque(SlipCheque.Bank(bank), number, Decimal(amount)) for bank, number, amount in cheques],
    )


def _the_vote(thread: Thread) -> Decision:
    council = Council.objects.get(classroom=thread.classroom)
    by = thread.teacher
    record_decision(council, text="On range les jeux à deux, chacun son jour.", on=thread.clock.day(9, 4), by=by)
    record_decision(council, text="On écrit aux correspondants le vendredi.", on=thread.clock.day(9, 11), by=by)
    decision = record_decision(
        council,
        text="Graines et terre pour les papillons, pas plus de 45 €, la trésorière et une volontaire.",
        on=thread.clock.day(9, 18),
        by=by,
        amount=Decimal("45.00"),
        due_on=thread.clock.day(10, 9),
        votes=Votes(present=18, votes_for=15, votes_against=1, votes_blank=2),
    )
    record_decision(
        council, text="On arrose le jardin le lundi.", on=thread.clock.day(9, 25), due_on=thread.clock.day(10, 6),
        by=by, owner_words="l’équipe du jardin",
    )  # fmt: skip
    Project.objects.filter(cooperative=thread.cooperative, state=Project.State.RUNNING).update(decision=decision)
    return decision


def _advance(thread: Thread, decision: Decision) -> None:
    """Asked for the class, given the same day, its slip signed by both on paper and photographed."""
    day, by = thread.clock.day(9, 19), thread.teacher
    asked = ask_advance(
        thread.book, thread.classroom, amount=Decimal("60.00"), purpose="Les petites dépenses du jardin",
        request_id=uuid5(NAMESPACE_URL, "demonstration: advance of n° 18"), by=by, decision=decision,
    )  # fmt: skip
    granted = grant_advance(asked, source=Account.Treasury.CASH, date=day, by=by)
    slip = draw_minutes(thread.cooperative.name, day, title="Avance à la classe (imaginée)", held="Bordereau")
    paper = store_file(
        clean_upload(slip, name="avance.jpg", declared_type="image/jpeg"),
        federation=thread.cooperative.federation,
        by=System(thread.cooperative.federation_id),
    )
    keep_signed_slip(granted, paper=paper, by=by)
    said = noon(day)
    ClassAdvance.objects.filter(pk=asked.pk).update(asked_at=said, answered_at=said, received_at=said)


def _the_mistake(thread: Thread, decision: Decision) -> None:
    """Lina typed 38,04; Noé looked at the receipt."""
    day = thread.clock.day(10, 2)
    photo = thread.photo(
        "Jardinerie du Pont", day, [("Graines de fleurs", "12.60"), ("Terreau 40 L", "9.90"), ("Arrosoir", "15.90")]
    )
    claim = thread.expense(
        by="Lina", photo=photo, category="garden", what="Graines, terre, arrosoir", shop="Jardinerie du Pont",
        amount=Decimal("38.04"), issued_on=day, decision=decision, project=decision.projects.first(),
        paid_with=PaidWith.CLASS_BOX,
    )  # fmt: skip
    noe, lina = thread.pupil("Noé"), thread.pupil("Lina")
    claim = check_claim(
        claim, by=noe, verdict=ClaimCheck.Verdict.LOOK_AGAIN, aspect=ClaimCheck.Aspect.AMOUNT, words="C’est 38,40."
    )
    claim = update_claim(claim, by=lina, version=claim.version, amount=Decimal("38.40"))
    claim = check_claim(send_claim(claim, by=lina), by=noe, verdict=ClaimCheck.Verdict.AGREE)
    agree_claim(claim, by=thread.teacher)
    then = noon(day)
    ClaimCheck.objects.filter(claim=claim).update(at=then)
    ExpenseClaim.objects.filter(pk=claim.pk).update(sent_at=then, agreed_at=then)


def _affiliation(thread: Thread) -> None:
    affiliation = Affiliation.objects.get(cooperative=thread.cooperative, year=thread.classroom.year)
    record_affiliation(
        affiliation,
        treasury=thread.accounts[BANK],
        date=thread.clock.day(10, 6),
        request_id=uuid5(NAMESPACE_URL, "demonstration: affiliation of n° 18"),
        by=thread.teacher,
    )


def _the_fete(thread: Thread, decision: Decision) -> None:
    """Gross, never net: what the soup brought, and what it took, both for the garden."""
    day, garden = thread.clock.day(10, 10), decision.projects.first()
    thread.income(
        by="Noé",
        account=thread.accounts["70800008"],
        label="Soupe à la courge, fête du village",
        collected_on=day,
        pieces={2000: 2, 1000: 3, 500: 7, 200: 14, 100: 11, 50: 5},
        cheques=[],
        project=garden,
    )
    photo = thread.photo(
        "Primeur de la Place", day, [("Courges", "31.20"), ("Crème fraîche", "12.40"), ("Pain de campagne", "8.70")]
    )
    claim = thread.expense(
        by="Noé", photo=photo, category="cooking", what="Courges, crème et pain", shop="Primeur de la Place",
        amount=Decimal("52.30"), issued_on=day, paid_with=PaidWith.CASH, project=garden,
    )  # fmt: skip
    claim = check_claim(claim, by=thread.pupil("Zoé"), verdict=ClaimCheck.Verdict.AGREE)
    agree_claim(claim, by=thread.teacher)


def _what_waits(thread: Thread, decision: Decision) -> None:
    """Glue for the nest boxes: the second pupil has not looked yet."""
    day = thread.clock.day(10, 14)
    photo = thread.photo("Bricolage de la Cère", day, [("Colle à bois", "7.85")])
    thread.expense(
        by="Lina", photo=photo, category="art", what="Colle pour les nichoirs", shop="Bricolage de la Cère",
        amount=Decimal("7.85"), issued_on=day, paid_with=PaidWith.CLASS_BOX, project=decision.projects.first(),
    )  # fmt: skip
