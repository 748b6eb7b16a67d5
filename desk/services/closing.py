"""The end of a school year: closed once its books are accepted, opened again only with a reason.

Years are closed one after the other and opened again backwards: what a book leaves is what the next one begins with.
The database holds the rest (`finance_entry_year_is_open`): a closed year takes no posting, and its books stay where
they are.
"""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperatives.models import Cooperative, Registration, SchoolYear
from desk.errors import YearRefused
from finance.models import Book
from finance.services.money_rules import carry_money_rules
from occe.kit.actors import Actor, Role
from occe.kit.dates import format_day


def books_left(year: SchoolYear) -> QuerySet[Book]:
    """The books of living cooperatives that the association has not accepted, by the cooperative's number."""
    living = Cooperative.objects.filter(federation=year.federation_id).active()
    left = Book.objects.filter(year=year, cooperative__in=living).exclude(state=Book.State.ACCEPTED)
    return left.select_related("cooperative", "year").order_by("cooperative__number")


@transaction.atomic
def close_year(year: SchoolYear, *, reason: str = "", by: Actor) -> SchoolYear:
    """Close a year that is over: nothing is posted in it any more.

    `reason` is asked of the administration when a living cooperative's book was not accepted; it is kept, with who
    closed the year. Closing a closed year changes nothing. Raises YearRefused for a year that runs, that follows one
    still open, in which a request waits, or over missing books without a reason.
    """
    locked = _locked(year)
    if not locked.is_open:
        return locked
    _refuse_too_early(locked)
    left, note = books_left(locked).count(), reason.strip()
    if left and Role.ADMINISTRATOR not in getattr(by, "roles", ()):
        raise YearRefused(_("Seule l’administration clôt une année dont un cahier manque."), field="reason")
    if left and not note:
        told = ngettext(
            "Un cahier n’est pas accepté : écrivez pourquoi l’année se clôt quand même.",
            "%(count)d cahiers ne sont pas acceptés : écrivez pourquoi l’année se clôt quand même.",
            left,
        )
        raise YearRefused(told % {"count": left}, field="reason")
    carry_money_rules(locked)
    locked.closed_at, locked.closing_note = timezone.now(), note if left else ""
    locked.save(update_fields=["closed_at", "closing_note"])
    return locked


@transaction.atomic
def reopen_year(year: SchoolYear, *, reason: str, by: Actor) -> SchoolYear:
    """Open a closed year again, for a `reason` that is kept. An open year stays as it is.

    Raises YearRefused without a reason, or when a later year is closed.
    """
    locked = _locked(year)
    if locked.is_open:
        return locked
    if not reason.strip():
        raise YearRefused(_("Écrivez pourquoi l’année est rouverte."), field="reason")
    if later := _others(locked).filter(starts__gt=locked.starts, closed_at__isnull=False).order_by("-starts").first():
        raise YearRefused(_("Rouvrez d’abord %(year)s.") % {"year": later})
    locked.closed_at, locked.closing_note = None, reason.strip()
    locked.save(update_fields=["closed_at", "closing_note"])
    return locked


def _locked(year: SchoolYear) -> SchoolYear:
    return SchoolYear.objects.select_for_update(of=("self",), no_key=True).get(pk=year.pk)


def _others(year: SchoolYear) -> QuerySet[SchoolYear]:
    return SchoolYear.objects.filter(federation=year.federation_id).exclude(pk=year.pk)


def _refuse_too_early(year: SchoolYear) -> None:
    if year.ends >= timezone.localdate():
        raise YearRefused(
            _("L’année %(year)s finit le %(day)s : elle se clôt après.") % {"year": year, "day": format_day(year.ends)}
        )
    if earlier := _others(year).filter(starts__lt=year.starts, closed_at__isnull=True).order_by("starts").first():
        raise YearRefused(_("Clôturez d’abord %(year)s.") % {"year": earlier})
    if Registration.objects.open().filter(year=year).exists():
        raise YearRefused(_("Une demande d’ouverture attend encore dans cette année : décidez-en d’abord."))
