"""Once a week, each mandataire learns which expenses still have no paper: the bell counts them, a mail lists them."""

import datetime

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import ngettext

from cooperatives.models import Cooperative, Mandate
from finance.addresses import in_year
from finance.models import Book, Entry
from finance.queries.papers import without_paper
from members.models import Notification, User
from members.services.notifications import notify
from occe.kit.mail import page_address

PAPERS_MISSING = "finance.papers_missing"
IN_A_MAIL = 20
"""How many expenses a mail lists; the page has them all."""


def tell_missing_papers(cooperative: Cooperative, *, day: datetime.date) -> int:
    """Tell each mandataire of the cooperative, once in the week of `day`; returns how many were told.

    Nothing is said when nothing is missing, nor of a book that was sent or accepted.
    """
    missing = without_paper(Entry.objects.filter(book__in=Book.objects.taking_entries(), book__cooperative=cooperative))
    missing = missing.select_related("voucher", "book__year", "book__cooperative").order_by("date", "number")
    entries = list(missing[: IN_A_MAIL + 1])
    if not entries:
        return 0
    count = missing.count() if len(entries) > IN_A_MAIL else len(entries)
    mandates = Mandate.objects.filter(cooperative=cooperative).in_force(day)
    users = User.objects.filter(pk__in=mandates.values("user"), is_active=True)
    return sum(_tell(user, entries[:IN_A_MAIL], count, day=day) for user in users)


def cooperatives_with_missing_papers() -> QuerySet[Cooperative]:
    """Those to which there is something to say."""
    missing = without_paper(Entry.objects.filter(book__in=Book.objects.taking_entries()))
    return Cooperative.objects.filter(pk__in=missing.values("book__cooperative"))


@transaction.atomic
def _tell(user: User, entries: list[Entry], count: int, *, day: datetime.date) -> int:
    """The bell and the mail, together or not at all; the mail of the day does not tell it a second time."""
    book = entries[0].book
    assert book.cooperative is not None  # they are a cooperative's
    year, week, _weekday = day.isocalendar()
    key = f"papers:{book.cooperative_id}:{year}-{week:02d}"
    if Notification.objects.filter(user=user, key=key).exists():
        return 0
    with translation.override(user.language):
        told = {"cooperative": book.cooperative.name, "count": count, "year": book.year.slug}
        news = notify(
            user, PAPERS_MISSING, key=key, parameters=told, url_name="finance:papers", url_id=book.cooperative.public_id
        )
        Notification.objects.filter(pk=news.pk).update(mailed_at=timezone.now())
        subject = ngettext(
            "%(cooperative)s : une dépense attend sa pièce",
            "%(cooperative)s : %(count)s dépenses attendent leur pièce",
            count,
        )
        context = {
            "user": user,
            "entries": entries,
            "more": max(0, count - IN_A_MAIL),
            "address": page_address([], in_year("papers", book)),
        }
        text = render_to_string("finance/emails/missing_papers.txt", context)
        send_mail(subject % told, text, None, [user.email])
    return 1
