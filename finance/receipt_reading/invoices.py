"""An electronic invoice, read exactly from its XML: Factur-X of any profile, ZUGFeRD 1 and 2.

The elements are looked for by their names without namespace, which is where the versions differ; ZUGFeRD 1 has other
names for some of their parents, and none of them is needed.
"""

import datetime
from decimal import Decimal, InvalidOperation

from lxml import etree

from finance.receipt_reading.reading import FACTUR_X, NotReadable, Reading

CREDIT_NOTES = frozenset({"381", "396", "261", "262", "296", "308"})
"""UNTDID 1001: the kinds of invoice that give money back."""
CURRENCY = "EUR"


def reading_of(xml: str) -> Reading:
    """Total with taxes, day of issue and seller. A credit note's total is below zero. Raises NotReadable."""
    root = _parsed(xml)
    settlement = _first(root, "ApplicableHeaderTradeSettlement", "ApplicableSupplyChainTradeSettlement")
    document = _first(root, "ExchangedDocument", "HeaderExchangedDocument")
    summation = None if settlement is None else _first(settlement, *_SUMMATIONS)
    if document is None or summation is None:
        raise NotReadable("unreadable")
    if (currency := _text(settlement, "InvoiceCurrencyCode")) not in ("", CURRENCY):
        raise NotReadable("currency", currency=currency[:3])
    total = _amount(summation)
    if _text(document, "TypeCode") in CREDIT_NOTES and total > 0:
        total = -total
    seller = _first(root, "SellerTradeParty")
    return Reading(total, _day(document), _text(seller, "Name")[:80], FACTUR_X, 1.0)


_SUMMATIONS = (
    "SpecifiedTradeSettlementHeaderMonetarySummation",
    "SpecifiedTradeSettlementMonetarySummation",
)


def _parsed(xml: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    declared = xml.encode()
    if declared.startswith(b"<?xml"):
        declared = declared.partition(b"?>")[2]  # what it says of its encoding was true before it was decoded
    try:
        return etree.fromstring(declared.strip(), parser)
    except etree.XMLSyntaxError:
        raise NotReadable("unreadable") from None


def _first(parent: etree._Element, *names: str) -> etree._Element | None:
    """The first element of one of these names below `parent`."""
    for name in names:
        for found in parent.iter(f"{{*}}{name}"):
            return found
    return None


def _text(parent: etree._Element | None, name: str) -> str:
    """The text of the child of that name, "" when there is none."""
    found = None if parent is None else parent.find(f"{{*}}{name}")
    return " ".join((found.text or "").split()) if found is not None else ""


def _amount(summation: etree._Element) -> Decimal:
    """The invoice's total, in euros with two decimals."""
    try:
        amount = Decimal(_text(summation, "GrandTotalAmount") or _text(summation, "DuePayableAmount"))
        return amount.quantize(Decimal("0.01"))
    except InvalidOperation:
        raise NotReadable("unreadable") from None


def _day(document: etree._Element) -> datetime.date | None:
    """The day of issue; both standards write it as 20261002 (format 102)."""
    issued = document.find("{*}IssueDateTime")
    written = _text(issued, "DateTimeString").replace("-", "")[:8]
    try:
        return datetime.date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError:
        return None
