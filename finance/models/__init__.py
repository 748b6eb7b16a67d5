"""Money: the chart, the books, posted entries, the papers that prove them, and what pupils and teachers write."""

from .accounts import Account
from .activities import Activity, Grant
from .books import Book
from .class_funds import ClassFund
from .entries import Entry, EntryLine
from .vouchers import Voucher, VoucherScheme

__all__ = [
    "Account",
    "Activity",
    "Book",
    "ClassFund",
    "Entry",
    "EntryLine",
    "Grant",
    "Voucher",
    "VoucherScheme",
]
