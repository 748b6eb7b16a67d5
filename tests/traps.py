"""The traps of the domain that touch money (page 9 (c) of what the portal models), and the tests that name each.

The numbers are those of the list; a test holds this table to the files. What is not here touches no money yet: tax
receipts (10 in part, from the association's services on), bars that serve alcohol (12 in part), the words for councils
(16).
"""

FINANCE, DESK = "tests/finance", "tests/desk"
TRAPS: dict[int, tuple[str, tuple[str, ...]]] = {
    1: (
        "the association owns the money: its account, its legal number, its files",
        (
            f"{FINANCE}/test_commands.py::test_the_file_is_named_after_the_legal_person_and_the_closing_day",
            f"{FINANCE}/test_bank_pages.py::test_the_school_sees_the_bank_and_four_signs",
        ),
    ),
    2: (
        "a cooperative is not a school: several in one, one for several",
        ("tests/cooperatives/test_applying.py::test_two_classes_of_one_school_may_each_ask_for_their_cooperative",),
    ),
    3: (
        "the mandate has dates; the report of a year is that of its mandate",
        (
            f"{FINANCE}/test_report.py::"
            "test_trap_3_the_report_names_who_held_the_mandate_that_year_not_only_who_holds_it_now",
            f"{FINANCE}/test_former_mandataire.py::test_the_book_of_a_year_held_is_read_and_the_next_one_is_not",
        ),
    ),
    4: (
        "two years are open each September",
        (
            f"{FINANCE}/test_openings.py::"
            "test_what_moves_in_last_years_book_is_brought_as_a_difference_when_it_is_accepted",
            "tests/cooperatives/test_cooperative_pages.py::test_two_open_years_are_both_one_click_away",
        ),
    ),
    5: (
        "an opening, an advance and cash taken to the bank are neither income nor expense",
        (
            f"{FINANCE}/test_report.py::"
            "test_trap_5_neither_the_opening_nor_an_advance_nor_cash_taken_to_the_bank_is_income_or_expense",
            f"{FINANCE}/test_advances.py::test_trap_5_an_advance_is_no_expense_and_the_books_total_does_not_move",
            f"{FINANCE}/test_openings.py::test_the_opening_is_no_income",
        ),
    ),
    6: (
        "the day of issue chooses the year; a cheque lives across the close",
        (f"{FINANCE}/test_bank_months.py::test_trap_6_a_cheque_of_28_august_cashed_in_october_belongs_to_year_n",),
    ),
    7: (
        "gross, never net",
        (
            f"{FINANCE}/test_report.py::test_trap_7_a_sale_stands_with_its_cost_and_its_income_never_the_profit_alone",
            f"{FINANCE}/test_grants.py::test_trap_7_an_activity_shows_its_gross_income_and_its_gross_costs",
        ),
    ),
    8: (
        "no list of who paid or did not",
        (
            f"{FINANCE}/test_cheque_deposits.py::test_trap_8_no_column_of_the_whole_room_says_who_paid_or_who_did_not",
            f"{FINANCE}/test_bank_import.py::test_who_paid_is_never_kept",
        ),
    ),
    9: (
        "fee and insurance are two accounts inside one payment",
        (f"{DESK}/test_year_money.py::test_the_fee_and_the_insurance_have_an_account_each",),
    ),
    10: (
        "what families share, a gift, a sale and the membership are four things, and only the association takes gifts",
        (
            f"{FINANCE}/test_report.py::"
            "test_trap_10_what_families_share_a_gift_a_sale_and_the_membership_are_four_lines_of_the_report",
            f"{FINANCE}/test_grants.py::test_only_the_mandate_writes_and_a_donor_is_no_person",
        ),
    ),
    11: (
        "lists of what may be bought are opinions: they warn and never block",
        (f"{FINANCE}/test_advice.py::test_advice_blocks_nothing",),
    ),
    12: (
        "limits that count over the whole association",
        (f"{FINANCE}/test_grants.py::test_public_money_is_added_up_over_the_whole_association",),
    ),
    13: (
        "August may have no statement: framed, or declared",
        (
            f"{FINANCE}/test_bank_months.py::test_trap_13_august_without_a_statement_is_framed_by_its_neighbours",
            f"{FINANCE}/test_bank_months.py::"
            "test_trap_13_a_month_of_which_the_bank_prints_nothing_is_declared_without_movement",
        ),
    ),
    14: (
        "papers are numbered anew each year, sort as people count, and a hole is declared",
        (
            f"{FINANCE}/test_direct_entries.py::test_numbers_start_again_in_each_book",
            f"{FINANCE}/test_direct_entries.py::test_papers_are_numbered_apart_and_sorted_as_people_count",
            f"{FINANCE}/test_direct_entries.py::test_a_hole_is_named_until_it_is_declared",
        ),
    ),
    15: (
        "reviewers have no account and meet in the school",
        (f"{FINANCE}/test_reviews.py::test_trap_15_a_mandataire_in_office_never_reviews",),
    ),
    17: (
        "a pupil's job gives no legal power",
        (f"{FINANCE}/test_direct_entries.py::test_only_a_mandataire_in_office_records_alone",),
    ),
    19: (
        "the bank's débit and crédit are the mirror: in and out",
        (f"{FINANCE}/test_bank_pages.py::test_trap_19_the_bank_s_debit_and_credit_are_said_as_out_and_in",),
    ),
    20: (
        "fees and aids between the association and its cooperatives are eliminated, the insurance is not",
        (f"{DESK}/test_combined.py::test_the_fee_and_the_aids_count_on_neither_side_and_the_insurance_stays",),
    ),
    21: (
        "money is decimal; files come in cp1252 with comma decimals",
        (f"{FINANCE}/statements/test_formats.py::test_the_csv_of_a_bank_comes_back",),
    ),
    22: (
        "an accepted year stands, and is unlocked by a return with its reason",
        (
            f"{FINANCE}/test_book_states.py::test_an_accepted_book_is_unlocked_by_a_return",
            f"{FINANCE}/test_book_states.py::test_a_returned_book_says_why_and_takes_entries_again",
            f"{FINANCE}/test_grants.py::test_trap_22_what_a_sent_book_says_of_its_grants_stays_until_it_comes_back",
            f"{FINANCE}/test_report.py::"
            "test_trap_22_a_grant_that_is_answered_after_the_year_and_brought_nothing_in_it_is_not_told",
        ),
    ),
    23: (
        "the commune's goods are a separate inventory",
        (f"{FINANCE}/test_goods.py::test_trap_23_the_communes_goods_are_a_separate_inventory",),
    ),
    24: (
        "in a school of one adult the second is outside it",
        (f"{FINANCE}/test_two_adults.py::test_in_a_one_adult_school_the_treasurer_agrees_to_the_adults_own_expense",),
    ),
}
