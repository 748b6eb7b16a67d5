"""What lies around the book of n° 18 and moves no money: a chequebook, a list, photos that wait, things that last,
a subsidy that was asked for and the fête under one name.
"""

from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from finance.models import Activity, BankAccount, EntryLine, Grant, Memo
from finance.services.chequebooks import receive_chequebook
from finance.services.goods import enter_item
from finance.services.grants import gather_lines, open_activity, open_grant
from finance.services.memos import note_memo
from finance.services.tray import bring_to_tray
from members.models import User

from .thread import Thread

FETE = ("70800008", "60700008")  # in the book of the year only the soup was sold, and only its vegetables bought
WAITING_PAPERS = [
    ("Librairie des Deux Ponts", (10, 13), [("Atlas des papillons", "14.90")]),
    ("Quincaillerie du Bourg", (10, 14), [("Vis et équerres", "4.20"), ("Planche de sapin", "11.00")]),
]


def tell_everyday(thread: Thread) -> None:
    """Everything through the doors that the pages use, by the teacher."""
    _chequebook(thread)
    _memos(thread)
    _tray(thread)
    _things(thread)
    _grant_and_fete(thread)


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
