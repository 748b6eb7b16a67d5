"""Who may do what with the money: plain predicates `can_…(actor, object)`, read from the database at once.

Each module holds those of one subject; the others import them from here.
"""

from finance.permissions.advances import (
    can_answer_advance,
    can_ask_advance,
    can_receive_advance,
)
from finance.permissions.bank import (
    can_bring_statement,
    can_keep_accounts,
    can_read_bank,
    can_reconcile,
    can_reconcile_account,
)
from finance.permissions.cash import (
    can_confirm_count,
    can_open_count,
    can_see_count,
    can_sign_count,
    can_tally,
    counting_classes,
    works_here,
)
from finance.permissions.cheques import (
    can_keep_chequebooks,
)
from finance.permissions.deposits import (
    can_make_deposit,
    can_read_deposit,
)
from finance.permissions.everyday import (
    KEEPERS,
    agreeable,
    can_agree_claim,
    can_answer_claim,
    can_begin_book,
    can_bring_receipt,
    can_check_claim,
    can_correct_entry,
    can_decide_book,
    can_decide_books,
    can_draft,
    can_lead_money_of_class,
    can_name_neighbour,
    can_pay_claim,
    can_read_claim,
    can_read_money_as_adult,
    can_record_money,
    can_record_opening,
    can_record_slip,
    can_send_book,
    can_write,
    holds_role,
    is_mandataire,
    mandataires_left,
    mandates_of,
    stands_in_for_absent,
    taught_classes,
)
from finance.permissions.goods import (
    can_change_good,
    can_read_good,
)
from finance.permissions.grants import (
    can_answer_grant,
    can_keep_gathered,
)
from finance.permissions.handover import (
    can_hand_over,
    can_hand_over_book,
    can_read_handover,
    can_take_over,
    own_mandate,
    successors,
)
from finance.permissions.merging import (
    can_merge,
)
from finance.permissions.paper_books import (
    can_keep_paper_book,
)
from finance.permissions.papers import (
    can_bring_for,
    can_bring_paper_of,
    can_settle_tray_paper,
)
from finance.permissions.pupils import (
    can_count_again,
    can_go_on_writing,
    can_look_again,
    can_read_as_pupil,
)
from finance.permissions.signals import (
    can_read_signals,
)
from finance.permissions.taking_over import (
    can_import_year,
)
from finance.permissions.writing import (
    can_propose_stand_in,
    can_read_memos,
    can_set_limits,
)
from finance.permissions.year import (
    can_answer_remark,
    can_keep_review,
    can_prepare_book,
    can_prepare_year,
    can_read_year_end,
    can_record_review,
    can_remark,
    can_review,
    is_reviewer_of,
)

__all__ = [
    "KEEPERS",
    "agreeable",
    "can_agree_claim",
    "can_answer_advance",
    "can_answer_claim",
    "can_answer_grant",
    "can_answer_remark",
    "can_ask_advance",
    "can_begin_book",
    "can_bring_for",
    "can_bring_paper_of",
    "can_bring_receipt",
    "can_bring_statement",
    "can_change_good",
    "can_check_claim",
    "can_confirm_count",
    "can_correct_entry",
    "can_count_again",
    "can_decide_book",
    "can_decide_books",
    "can_draft",
    "can_go_on_writing",
    "can_hand_over",
    "can_hand_over_book",
    "can_import_year",
    "can_keep_accounts",
    "can_keep_chequebooks",
    "can_keep_gathered",
    "can_keep_paper_book",
    "can_keep_review",
    "can_lead_money_of_class",
    "can_look_again",
    "can_make_deposit",
    "can_merge",
    "can_name_neighbour",
    "can_open_count",
    "can_pay_claim",
    "can_prepare_book",
    "can_prepare_year",
    "can_propose_stand_in",
    "can_read_as_pupil",
    "can_read_bank",
    "can_read_claim",
    "can_read_deposit",
    "can_read_good",
    "can_read_handover",
    "can_read_memos",
    "can_read_money_as_adult",
    "can_read_signals",
    "can_read_year_end",
    "can_receive_advance",
    "can_reconcile",
    "can_reconcile_account",
    "can_record_money",
    "can_record_opening",
    "can_record_review",
    "can_record_slip",
    "can_remark",
    "can_review",
    "can_see_count",
    "can_send_book",
    "can_set_limits",
    "can_settle_tray_paper",
    "can_sign_count",
    "can_take_over",
    "can_tally",
    "can_write",
    "counting_classes",
    "holds_role",
    "is_mandataire",
    "is_reviewer_of",
    "mandataires_left",
    "mandates_of",
    "own_mandate",
    "stands_in_for_absent",
    "successors",
    "taught_classes",
    "works_here",
]
