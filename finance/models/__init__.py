"""Money: the chart, the books, posted entries, the papers that prove them, and what pupils and teachers write."""

from .accounts import Account
from .activities import Activity, Grant
from .advances import ClassAdvance
from .advice import PurchaseAdvice
from .bank_accounts import BankAccount
from .bank_matches import BankMatch, BankRule, EarlierItem, MatchedLine, MatchedTransaction, SavedMapping
from .bank_statements import BankStatement, BankTransaction, PendingFile
from .book_imports import BookImport
from .books import Book
from .cash_counts import CashCount, CashTally, TallyPiece
from .cheque_deposits import ChequeDeposit, DepositedSlip
from .claims import ClaimCheck, ClaimEvent, ExpenseClaim
from .class_funds import ClassFund
from .class_rules import ClassRules
from .entries import Entry, EntryLine
from .handovers import FirstLook, HandedThing, Handover, HandoverItem
from .inventory import InventoryItem
from .limits import PersonLimit, limit_of
from .line_tags import LineTag
from .memos import Memo
from .mergers import Merger, MovedGood, MovedGrant
from .money_rules import MoneyRules, money_rules, rules_on
from .neighbours import NeighbourMandate
from .open_accounts import OpenAccounts
from .paper_books import PaperBook, PaperPage
from .paper_items import MatchedItem, PaperItem
from .papers import InternalSlip, LaterPaper, TrayPaper
from .payments import Chequebook, ChequebookMove, Payment, UnusedCheque, plain_cheque_number
from .practice import PracticeEntry, PracticeRun
from .readings import ReceiptReading
from .reconciliations import OutstandingItem, Reconciliation, ReconciliationItem
from .remarks import EntryRemark
from .reviews import AccountReview, Reviewer, ReviewView, SampledEntry, SampleLook
from .rewriting import Replacement, WritingView
from .slip_checks import SlipCheck
from .slips import PIECES, DepositSlip, SlipCheque, SlipEvent, SlipPiece
from .steps import REFUSAL_REASONS, RETURN_REASONS, Reason, Step
from .vouchers import Voucher, VoucherScheme
from .year_ends import YearEnd

__all__ = [
    "PIECES",
    "REFUSAL_REASONS",
    "RETURN_REASONS",
    "Account",
    "AccountReview",
    "Activity",
    "BankAccount",
    "BankMatch",
    "BankRule",
    "BankStatement",
    "BankTransaction",
    "Book",
    "BookImport",
    "CashCount",
    "CashTally",
    "ChequeDeposit",
    "Chequebook",
    "ChequebookMove",
    "ClaimCheck",
    "ClaimEvent",
    "ClassAdvance",
    "ClassFund",
    "ClassRules",
    "DepositSlip",
    "DepositedSlip",
    "EarlierItem",
    "Entry",
    "EntryLine",
    "EntryRemark",
    "ExpenseClaim",
    "FirstLook",
    "Grant",
    "HandedThing",
    "Handover",
    "HandoverItem",
    "InternalSlip",
    "InventoryItem",
    "LaterPaper",
    "LineTag",
    "MatchedItem",
    "MatchedLine",
    "MatchedTransaction",
    "Memo",
    "Merger",
    "MoneyRules",
    "MovedGood",
    "MovedGrant",
    "NeighbourMandate",
    "OpenAccounts",
    "OutstandingItem",
    "PaperBook",
    "PaperItem",
    "PaperPage",
    "Payment",
    "PendingFile",
    "PersonLimit",
    "PracticeEntry",
    "PracticeRun",
    "PurchaseAdvice",
    "Reason",
    "ReceiptReading",
    "Reconciliation",
    "ReconciliationItem",
    "Replacement",
    "ReviewView",
    "Reviewer",
    "SampleLook",
    "SampledEntry",
    "SavedMapping",
    "SlipCheck",
    "SlipCheque",
    "SlipEvent",
    "SlipPiece",
    "Step",
    "TallyPiece",
    "TrayPaper",
    "UnusedCheque",
    "Voucher",
    "VoucherScheme",
    "WritingView",
    "YearEnd",
    "limit_of",
    "money_rules",
    "plain_cheque_number",
    "rules_on",
]
