"""The printed papers of the cash box and of the advances, each as its page gives it: the bytes and the title."""

from decimal import Decimal
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from finance.models import Activity, Grant
from finance.services.advances import ask_advance
from finance.services.cash_counts import count_alone
from finance.services.cheque_deposits import gather_cheques
from finance.services.recording import record_slip
from finance.services.slips import Cheque, draft_slip, update_slip
from tests.finance.ledger import FAMILIES, entrust


def _page(world, name: str, **ids) -> bytes:
    address = reverse(f"finance:{name}", kwargs={"id": world.cooperative.public_id, **ids})
    return world.client(world.claire).get(address).content


def cash_count(world) -> tuple[bytes, str]:
    """Claire's count of the cash box."""
    ledger, by = entrust(world), world.actor(world.claire)
    day = {"counted_on": ledger.book.year.starts, "request_id": uuid4()}
    count = count_alone(ledger.book, by=by, pieces={2000: 1}, explanation="un billet de trop", **day)
    title = _("Arrêté de caisse, %(name)s") % {"name": world.cooperative.name}
    return _page(world, "cash-count-pdf", count_id=count.public_id), title


def advance(world) -> tuple[bytes, str]:
    """What Claire asks for her class."""
    ledger, facts = entrust(world), {"amount": Decimal(20), "purpose": "le jardin", "request_id": uuid4()}
    asked = ask_advance(ledger.book, world.classroom, by=world.actor(world.claire), **facts)
    title = _("Avance à la classe %(name)s") % {"name": world.classroom.name}
    return _page(world, "advance-pdf", advance_id=asked.public_id), title


def grant_report(world) -> tuple[bytes, str]:
    """What the commune's money paid: one line."""
    ledger = entrust(world)
    facts = {"funder": "commune de Polminhac", "purpose": "la sortie au Puy Mary", "amount": Decimal(250)}
    grant = Grant.objects.create(cooperative=world.cooperative, year=world.year, **facts)
    ledger.post("61810008", "51200008", "80.00", grant=grant)
    title = _("Bilan d’emploi, %(purpose)s") % {"purpose": grant.purpose}
    return _page(world, "grant-report", grant_id=grant.public_id), title


def trip_sheet(world) -> tuple[bytes, str]:
    """The blank sheet of a trip."""
    entrust(world)
    facts = {"kind": Activity.Kind.TRIP, "title": "classe verte"}
    trip = Activity.objects.create(cooperative=world.cooperative, year=world.year, **facts)
    title = _("Suivi à garder à l’école, %(name)s") % {"name": trip.title}
    return _page(world, "activity-sheet", activity_id=trip.public_id), title


def cheque_deposit(world) -> tuple[bytes, str]:
    """One cheque for the bank."""
    ledger, by = entrust(world), world.actor(world.claire)
    slip = draft_slip(world.cooperative, by=by, account=ledger[FAMILIES], collected_on=world.year.starts)
    cheques = [Cheque("postale", "0001842", Decimal(15))]
    slip = record_slip(update_slip(slip, by=by, version=slip.version, cheques=cheques), by=by)
    deposit = gather_cheques(ledger.book, slips=[slip.pk], request_id=uuid4(), by=by)
    title = _("Remise de chèques, %(name)s") % {"name": world.cooperative.name}
    return _page(world, "cheque-deposit-pdf", deposit_id=deposit.public_id), title


ALL = (advance, cash_count, cheque_deposit, grant_report, trip_sheet)
