"""The eighteen faults that money must outlive, and the tests that inject each (a test holds this table to the files).

1 to 7 are real: processes are killed, disks are full, a database restarts. The large numbers are marked `long`.
"""

FINANCE, KIT, DESK = "tests/finance", "tests/kit", "tests/desk"
FAULTS: dict[int, tuple[str, tuple[str, ...]]] = {
    1: (
        "kill -9 of the web server during a posting",
        (
            f"{FINANCE}/test_kills.py::"
            "test_a_web_server_that_is_killed_while_it_posts_leaves_the_entry_whole_or_not_at_all",
        ),
    ),
    2: (
        "kill -9 of the worker in a job",
        (
            f"{DESK}/test_reports_jobs.py::test_a_killed_worker_s_job_is_taken_up_and_leaves_no_half_file",
            f"{DESK}/test_reports_jobs.py::test_what_a_killed_worker_left_is_taken_up_whatever_it_was",
            f"{KIT}/test_mail_identity.py::test_a_letter_bears_one_identity_however_often_it_leaves",
        ),
    ),
    3: (
        "kill -9 of PostgreSQL under eight writers",
        (
            f"{FINANCE}/test_kills.py::"
            "test_a_postgresql_that_is_killed_under_eight_writers_keeps_every_entry_that_it_acknowledged",
        ),
    ),
    4: (
        "the database restarts in mid-request",
        (
            f"{KIT}/test_production.py::"
            "test_a_database_that_restarts_in_mid_request_is_told_and_what_was_typed_is_sent_again_once",
            f"{KIT}/test_production.py::test_a_secret_that_was_typed_is_never_written_on_the_page",
            f"{KIT}/test_production.py::test_when_the_database_is_back_so_is_the_portal",
        ),
    ),
    5: (
        "the database is away",
        (
            f"{KIT}/test_production.py::TestWithoutItsDatabase::test_the_portal_lives_and_is_not_ready",
            f"{KIT}/test_production.py::TestWithoutItsDatabase::test_public_pages_that_were_kept_are_still_read",
            f"{FINANCE}/test_kills.py::"
            "test_a_postgresql_that_is_killed_under_eight_writers_keeps_every_entry_that_it_acknowledged",
        ),
    ),
    6: (
        "the disk of the files is full",
        (
            "tests/cooperatives/test_full_disk.py::test_a_photo_that_finds_no_place_is_told_and_leaves_nothing",
            "tests/cooperatives/test_full_disk.py::test_what_was_cut_is_never_seen_under_its_name",
        ),
    ),
    7: (
        "the disk of the database is full",
        (f"{FINANCE}/test_full_database.py::test_a_full_database_refuses_what_is_new_reads_on_and_comes_back_whole",),
    ),
    8: (
        "double click, double submit, back and again",
        (
            f"{FINANCE}/test_receipts.py::test_a_double_click_keeps_one_receipt",
            f"{FINANCE}/test_week_pages.py::test_confirming_twice_posts_once",
            f"{FINANCE}/test_concurrency.py::test_one_request_sent_eight_times_at_once_is_one_entry",
            f"{FINANCE}/test_concurrency.py::test_a_double_click_agrees_once",
            "tests/browser/test_pupil_expense.py::test_coins_are_counted_on_the_spot_and_a_double_click_sends_once",
        ),
    ),
    9: (
        "two who agree at once",
        (
            f"{FINANCE}/test_concurrency.py::test_of_two_adults_who_agree_at_once_exactly_one_does",
            f"{FINANCE}/test_agreeing.py::test_the_second_of_two_adults_is_told_what_the_first_did",
        ),
    ),
    10: (
        "agreeing to the own expense",
        (
            f"{FINANCE}/test_two_adults.py::test_who_agrees_neither_wrote_it_nor_is_paid_back",
            f"{FINANCE}/test_two_adults.py::test_a_forged_form_agrees_to_no_own_expense_from_whatever_account",
            f"{FINANCE}/test_claim_guards.py::test_who_agrees_is_not_who_wrote",
            f"{FINANCE}/test_claim_guards.py::test_who_agrees_is_not_who_is_paid_back",
        ),
    ),
    11: (
        "the right is lost between page and click",
        (
            f"{FINANCE}/test_two_adults.py::test_a_mandate_that_ended_between_page_and_click_agrees_to_nothing",
            f"{FINANCE}/test_two_adults.py::test_a_treasurer_whose_role_ended_agrees_to_nothing",
        ),
    ),
    12: (
        "numbers under many writers",
        (
            f"{FINANCE}/test_concurrency.py::test_sixteen_threads_in_one_book_leave_no_gap_and_no_double",
            f"{FINANCE}/test_concurrency.py::test_papers_numbered_at_once_have_a_number_each",
            f"{FINANCE}/test_guards_of_places.py::test_a_number_that_leaves_a_gap_or_comes_twice_is_refused",
        ),
    ),
    13: (
        "closing while others post",
        (
            f"{FINANCE}/test_concurrency.py::"
            "test_closing_a_book_while_others_post_counts_all_that_was_posted_and_nothing_after",
        ),
    ),
    14: (
        "a correction twice, the correction of a correction",
        (
            f"{FINANCE}/test_posting.py::test_reverse_entry_refuses_a_second_time",
            f"{FINANCE}/test_posting.py::test_a_correction_is_not_corrected",
            f"{FINANCE}/test_concurrency.py::test_an_entry_is_corrected_once_by_two_at_once",
            f"{FINANCE}/test_guards_of_places.py::test_an_entry_is_corrected_once",
        ),
    ),
    15: (
        "UPDATE, DELETE, TRUNCATE of what is posted",
        (
            f"{FINANCE}/test_guards.py::test_the_web_role_is_denied",
            f"{FINANCE}/test_guards.py::test_even_the_owner_of_the_tables_is_refused_by_the_guards",
        ),
    ),
    16: (
        "lines added to an old entry",
        (f"{FINANCE}/test_guards.py::test_a_balanced_pair_of_lines_added_to_an_old_entry_is_refused",),
    ),
    17: (
        "the guards switched off",
        (
            f"{FINANCE}/test_guards.py::test_the_web_role_is_denied",
            f"{FINANCE}/test_guards.py::test_switching_off_generated_triggers_switches_off_no_guard",
            f"{FINANCE}/test_guards.py::test_copy_of_an_unbalanced_entry_is_refused",
            f"{FINANCE}/test_commands.py::test_a_guard_that_is_switched_off_is_named",
        ),
    ),
    18: (
        "bulk writes, raw SQL",
        (
            f"{FINANCE}/test_guards.py::test_bulk_writes_meet_the_same_guards",
            f"{FINANCE}/test_guards.py::test_an_entry_that_does_not_add_up_is_refused",
            f"{FINANCE}/test_guards.py::test_a_false_digest_is_refused",
        ),
    ),
}
