"""What lies around the book of n° 18 and moves no money: a chequebook, a list, photos that wait, things that last,
a subsidy that was asked for, the fête under one name, a question with its answer, accounts that a council opened, and
the box of the class counted by two.
"""

from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from councils.models import Council
from councils.services.decisions import Votes, record_decision
from finance.models import Activity, BankAccount, EntryLine, Grant, Memo
from finance.services.asked_readings import ask_reading
from finance.services.cash_counts import confirm_count, open_count, write_tally
from finance.services.chequebooks import receive_chequebook
from finance.services.claims import draft_claim
from finance.services.goods import enter_item
from finance.services.grants import gather_lines, open_activity, open_grant
from finance.services.memos import note_memo
from finance.services.open_accounts import open_accounts
from finance.services.tray import bring_to_tray
from members.models import User
from occe.kit.actors import Adult, Role
from projects.models import Project
from support.services import answer, ask

from .thread import Thread

FETE = ("70800008", "60700008")  # in the book of the year only the soup was sold, and only its vegetables bought
WAITING_PAPERS = [
    ("Librairie des Deux Ponts", (10, 13), [("Atlas des papillons", "14.90")]),
    ("Quincaillerie du Bourg", (10, 14), [("Vis et équerres", "4.20"), ("Planche de sapin", "11.00")]),
]


IN_THE_BOX = {1000: 1, 500: 1, 200: 3, 50: 1, 10: 1}  # the 21,60 that the class box holds: how many of each, by cents


def tell_everyday(thread: Thread, staff: User) -> None:
    """Everything through the doors that the pages use, by the teacher."""
    _chequebook(thread)
    _memos(thread)
    _tray(thread)
    _things(thread)
    _grant_and_fete(thread)
    _question(thread, staff)
    _open_accounts(thread)
    _count_by_two(thread)


def _chequebook(thread: Thread) -> None:
    receive_chequebook(
        BankAccount.objects.get(cooperative=thread.cooperative),
        first_number="0001201", last_number="0001225", holder=User.objects.get(pk=thread.teacher.user_id),
        received_on=thread.clock.day(9, 15), by=thread.teacher,
    )  # fmt: skip


def _memos(thread: Thread) -> None:
    here, by = thread.cooperative, thread.teacher
    note_memo(here, kind=Memo.Kind.TO_PAY, what="Car pour le Puy Mary", who="Autocars de la Cère",
              amount=Decimal("310.00"), by=by)  # fmt: skip
    note_memo(here, kind=Memo.Kind.TO_RECEIVE, what="Subvention pour la sortie", who="Commune de Polminhac",
              amount=Decimal("200.00"), by=by)  # fmt: skip


def _tray(thread: Thread) -> None:
    for shop, day, lines in WAITING_PAPERS:
        photo = thread.photo(shop, thread.clock.day(*day), lines)
        bring_to_tray(thread.cooperative, file=photo, by=thread.teacher, classroom=thread.classroom)
        ask_reading(photo)


def _things(thread: Thread) -> None:
    """What last year bought and lasts, and one thing that nobody knows the price of."""
    bought = EntryLine.objects.get(
        entry__book__cooperative=thread.cooperative, entry__book__year__starts=thread.clock.year(1).start,
        entry__label="Appareil photo", account__code="68000008",
    )  # fmt: skip
    _thing(thread, "Appareil photo", "Armoire de la classe des grands", bought.entry.date, bought.debit, bought)
    _thing(thread, "Grand jeu en bois", "Préau", thread.clock.day_of_year(2, 3, 20), None)


def _thing(thread: Thread, label: str, place: str, since, price: Decimal | None, line: EntryLine | None = None) -> None:
    enter_item(
        thread.cooperative, label=label, place=place, acquired_on=since, price=price, line=line, by=thread.teacher,
        request_id=uuid5(NAMESPACE_URL, f"demonstration: {label} of n° 18"),
    )  # fmt: skip


def _grant_and_fete(thread: Thread) -> None:
    by = thread.teacher
    open_grant(
        thread.book, funder_kind=Grant.FunderKind.COMMUNE, funder="Commune de Polminhac",
        purpose="La sortie au Puy Mary", asked=Decimal("200.00"), asked_on=thread.clock.day(10, 3),
        request_id=uuid5(NAMESPACE_URL, "demonstration: grant of n° 18"), by=by,
    )  # fmt: skip
    fete = open_activity(thread.book, title="Fête du village", kind=Activity.Kind.PARTY,
                         held_on=thread.clock.day(10, 10), by=by)  # fmt: skip
    lines = EntryLine.objects.filter(entry__book=thread.book, account__code__in=FETE)
    gather_lines(fete, book=thread.book, lines=list(lines.values_list("pk", flat=True)), by=by)


def _question(thread: Thread, staff: User) -> None:
    """A doubtful purchase waits as a draft: its teacher asked, the association has answered."""
    here = thread.cooperative
    name = uuid5(NAMESPACE_URL, "demonstration: question of n° 18")
    draft = draft_claim(
        here, by=thread.teacher, classroom=thread.classroom, request_id=name, what="Bouilloire pour la classe",
        amount=Decimal("24.90"), issued_on=thread.clock.day(10, 13),
    )  # fmt: skip
    ticket = ask(
        here, subject="Bouilloire pour la classe, 24,90 €", claim=draft, request_id=name, by=thread.teacher,
        question="Elle servirait aux tisanes de la fête. La coopérative peut-elle la payer ?",
    )  # fmt: skip
    by = Adult(staff.pk, here.federation_id, frozenset({Role.ADMINISTRATOR}))
    answer(ticket, by=by, answer=(
        "Pour la salle des maîtres, non : c’est à la commune. Pour un atelier de tisanes que les enfants ont décidé, "
        "oui : notez la décision du conseil, et inscrivez-la à l’inventaire."
    ))  # fmt: skip


def _open_accounts(thread: Thread) -> None:
    decision = record_decision(
        Council.objects.get(classroom=thread.classroom), text="On montre nos comptes à tout le monde.",
        on=thread.clock.day(10, 7), by=thread.teacher,
        votes=Votes(present=19, votes_for=16, votes_against=0, votes_blank=3),
    )  # fmt: skip
    running = Project.objects.filter(cooperative=thread.cooperative, state=Project.State.RUNNING)
    open_accounts(
        thread.cooperative, decision=decision, projects=running, codes=["61810008", *FETE], with_rest=True,
        with_totals=True, by=thread.teacher,
    )  # fmt: skip


def _count_by_two(thread: Thread) -> None:
    """Two pupils, neither seeing what the other counted; they found the same, and the teacher confirmed it."""
    count = open_count(
        thread.book, by=thread.teacher, classroom=thread.classroom, counted_by_class=thread.classroom,
        request_id=uuid5(NAMESPACE_URL, "demonstration: count of n° 18"),
    )  # fmt: skip
    for name in ("Lina", "Zoé"):
        count = write_tally(count, by=thread.pupil(name), pieces=IN_THE_BOX)
    confirm_count(count, by=thread.teacher)
