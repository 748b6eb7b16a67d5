"""The association's accounts: the list of what waits, and its one file for many accounts."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from finance.models import BankTransaction
from tests.finance.bank import make_account, told
from tests.finance.ledger import ledger_of
from tests.world import make_cooperative, make_school

OFX = """OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:USASCII
CHARSET:1252
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

<OFX><BANKMSGSRSV1>{accounts}</BANKMSGSRSV1></OFX>
"""
ACCOUNT = """<STMTTRNRS><TRNUID>0<STATUS><CODE>0<SEVERITY>INFO</STATUS><STMTRS><CURDEF>EUR
<BANKACCTFROM><BANKID>00000<BRANCHID>00018<ACCTID>{number}<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20251001<DTEND>20251031
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20251006<TRNAMT>-2.00<FITID>{number}<NAME>FRAIS</STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>98.00<DTASOF>20251031</LEDGERBAL></STMTRS></STMTTRNRS>"""


def file_of(*numbers):
    text = OFX.format(accounts="".join(ACCOUNT.format(number=number) for number in numbers))
    return SimpleUploadedFile("tous.ofx", text.encode())


def test_one_file_for_many_accounts_falls_into_the_books_and_tells_what_it_does_not_know(world):
    account = make_account(world.cooperative)

    page = world.client(world.tristan).post(reverse("desk:bank-file"), {"file": file_of("00000000018", "00000000019")})

    assert (page.status_code, len(page.context["unknown"])) == (200, 1)
    assert BankTransaction.objects.get().account == account
    assert "que personne ne connaît ici" in page.content.decode()


def test_a_file_of_unknown_accounts_only_is_told_at_its_field(world):
    page = world.client(world.tristan).post(reverse("desk:bank-file"), {"file": file_of("00000000019")})

    assert (page.status_code, "Aucun compte de ce fichier" in page.content.decode()) == (422, True)


@pytest.mark.parametrize("many", [1, 12])
def test_the_list_asks_as_often_for_many_accounts(world, many):
    for number in range(1, many + 1):
        school = make_school(f"01599{number:02d}Z", f"École {number}")
        cooperative = make_cooperative(world.federation, school, number)
        ledger_of(cooperative, world.year)
        account = make_account(cooperative, iban="")
        told(account, "10-01", "10-31", ("10-06", "-2.00"), start="0", by=world.claire)
    client = world.client(world.rita)
    client.get(reverse("desk:bank"))

    with CaptureQueriesContext(connection) as queries:
        page = client.get(reverse("desk:bank"))

    assert [row.waits for row in page.context["page"]] == [1] * many
    assert len(queries) <= 9
