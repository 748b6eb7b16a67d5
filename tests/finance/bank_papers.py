"""The paper of a closed month of the bank, as a mandataire gets it."""

import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from finance.services.reconciling import close_month
from tests.finance.bank import make_account, told
from tests.finance.ledger import BANK, EDUCATION, ledger_of

OCTOBER = datetime.date(2025, 10, 1)


def reconciliation(world) -> tuple[bytes, str]:
    ledger, account = ledger_of(world.cooperative, world.year), make_account(world.cooperative)
    ledger.post(EDUCATION, BANK, "20.00", on=datetime.date(2025, 10, 28))
    told(account, "09-01", "10-31", ("10-30", "-2.00", "FRAIS"), start="0", by=world.claire)
    close_month(account, ledger.book, month=OCTOBER, by=world.actor(world.claire))
    where = {"id": world.cooperative.public_id, "year": 2025, "month": 10}
    content = world.client(world.claire).get(reverse("finance:bank-month-pdf", kwargs=where)).content
    return content, _("Rapprochement bancaire, %(month)s") % {"month": date_format(OCTOBER, "F Y")}


ALL = (reconciliation,)
