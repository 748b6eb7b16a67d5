from django.db import migrations

# As in 0002: what a row points with holds the federation or the account, so that nothing stands across two of them.
KEYS = [
    # (table, name, columns, target, target's columns, what happens to the row when the target goes)
    ("finance_bankstatement", "account", "federation_id, account_id", "finance_bankaccount", "federation_id, id", ""),
    ("finance_banktransaction", "statement", "account_id, statement_id", "finance_bankstatement", "account_id, id", ""),
    ("finance_matchedtransaction", "transaction", "account_id, transaction_id", "finance_banktransaction", "account_id, id", ""),
    ("finance_matchedtransaction", "match", "account_id, match_id", "finance_bankmatch", "account_id, id", "CASCADE"),
    ("finance_matchedline", "match", "account_id, match_id", "finance_bankmatch", "account_id, id", "CASCADE"),
    ("finance_reconciliation", "account", "federation_id, account_id", "finance_bankaccount", "federation_id, id", ""),
    ("finance_reconciliation", "book", "federation_id, book_id", "finance_book", "federation_id, id", ""),
]


def key(table, name, columns, target, target_columns, gone):
    constraint = f"{table}_one_{name}"
    tail = f" ON DELETE {gone}" if gone else ""
    return migrations.RunSQL(
        sql=f"ALTER TABLE {table} ADD CONSTRAINT {constraint} FOREIGN KEY ({columns}) REFERENCES {target} ({target_columns}){tail}",
        reverse_sql=f"ALTER TABLE {table} DROP CONSTRAINT {constraint}",
    )


# Plain SQL, as in 0003. What the bank said is written once; a match is written whole and taken back whole (its lists go
# with it, by the keys above); a closed month stays for ever.
WRITTEN_ONCE = """
CREATE TRIGGER finance_bankstatement_never_changes BEFORE UPDATE OR TRUNCATE ON public.finance_bankstatement
    FOR EACH STATEMENT EXECUTE FUNCTION public.finance_refuse_change();
CREATE TRIGGER finance_banktransaction_never_changes BEFORE UPDATE OR TRUNCATE ON public.finance_banktransaction
    FOR EACH STATEMENT EXECUTE FUNCTION public.finance_refuse_change();
CREATE TRIGGER finance_bankmatch_never_changes BEFORE UPDATE OR TRUNCATE ON public.finance_bankmatch
    FOR EACH STATEMENT EXECUTE FUNCTION public.finance_refuse_change();
CREATE TRIGGER finance_matchedtransaction_never_changes BEFORE UPDATE OR TRUNCATE ON public.finance_matchedtransaction
    FOR EACH STATEMENT EXECUTE FUNCTION public.finance_refuse_change();
CREATE TRIGGER finance_matchedline_never_changes BEFORE UPDATE OR TRUNCATE ON public.finance_matchedline
    FOR EACH STATEMENT EXECUTE FUNCTION public.finance_refuse_change();
CREATE TRIGGER finance_reconciliation_never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON public.finance_reconciliation
    FOR EACH STATEMENT EXECUTE FUNCTION public.finance_refuse_change();
CREATE TRIGGER finance_reconciliationitem_never_changes BEFORE UPDATE OR DELETE OR TRUNCATE
    ON public.finance_reconciliationitem
    FOR EACH STATEMENT EXECUTE FUNCTION public.finance_refuse_change();

REVOKE UPDATE, TRUNCATE ON public.finance_bankstatement, public.finance_banktransaction, public.finance_bankmatch
    FROM occe_app;
REVOKE UPDATE, DELETE, TRUNCATE ON public.finance_matchedtransaction, public.finance_matchedline,
    public.finance_reconciliation, public.finance_reconciliationitem FROM occe_app;
REVOKE DELETE, TRUNCATE ON public.finance_bankaccount FROM occe_app;
"""

WRITTEN_AGAIN = """
GRANT UPDATE ON public.finance_bankstatement, public.finance_banktransaction, public.finance_bankmatch TO occe_app;
GRANT UPDATE, DELETE ON public.finance_matchedtransaction, public.finance_matchedline,
    public.finance_reconciliation, public.finance_reconciliationitem TO occe_app;
GRANT DELETE ON public.finance_bankaccount TO occe_app;
DROP TRIGGER finance_bankstatement_never_changes ON public.finance_bankstatement;
DROP TRIGGER finance_banktransaction_never_changes ON public.finance_banktransaction;
DROP TRIGGER finance_bankmatch_never_changes ON public.finance_bankmatch;
DROP TRIGGER finance_matchedtransaction_never_changes ON public.finance_matchedtransaction;
DROP TRIGGER finance_matchedline_never_changes ON public.finance_matchedline;
DROP TRIGGER finance_reconciliation_never_changes ON public.finance_reconciliation;
DROP TRIGGER finance_reconciliationitem_never_changes ON public.finance_reconciliationitem;
"""

# Asked at commit: both sides of a match are the same money, and they are two things at least. An item of the paper book
# stands where a line of the book would.
AGREES = """
CREATE FUNCTION public.finance_check_match(checked bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    at_the_bank record;
    in_the_book record;
BEGIN
    IF NOT EXISTS (SELECT FROM public.finance_bankmatch WHERE id = checked) THEN
        RETURN;
    END IF;
    SELECT count(*) AS many, coalesce(sum(t.amount), 0) AS total INTO at_the_bank
        FROM public.finance_matchedtransaction m JOIN public.finance_banktransaction t ON t.id = m.transaction_id
        WHERE m.match_id = checked;
    SELECT count(*) AS many, coalesce(sum(amount), 0) AS total INTO in_the_book FROM (
        SELECT l.debit - l.credit AS amount
            FROM public.finance_matchedline m JOIN public.finance_entryline l ON l.id = m.line_id
            WHERE m.match_id = checked
        UNION ALL
        SELECT i.amount FROM public.finance_matcheditem m JOIN public.finance_paperitem i ON i.id = m.item_id
            WHERE m.match_id = checked) written;
    IF at_the_bank.many + in_the_book.many < 2 OR at_the_bank.total <> in_the_book.total THEN
        RAISE EXCEPTION 'match % does not agree: % at the bank, % in the book', checked, at_the_bank.total,
            in_the_book.total USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_bankmatch_agrees';
    END IF;
END $$;

CREATE FUNCTION public.finance_bankmatch_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM public.finance_check_match(NEW.id);
    RETURN NULL;
END $$;
CREATE FUNCTION public.finance_matched_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM public.finance_check_match(CASE WHEN TG_OP = 'DELETE' THEN OLD.match_id ELSE NEW.match_id END);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER finance_bankmatch_agrees AFTER INSERT ON public.finance_bankmatch
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.finance_bankmatch_agrees();
CREATE CONSTRAINT TRIGGER finance_matchedtransaction_agrees AFTER INSERT OR DELETE ON public.finance_matchedtransaction
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.finance_matched_agrees();
CREATE CONSTRAINT TRIGGER finance_matchedline_agrees AFTER INSERT OR DELETE ON public.finance_matchedline
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.finance_matched_agrees();
"""

DISAGREES = """
DROP TRIGGER finance_bankmatch_agrees ON public.finance_bankmatch;
DROP TRIGGER finance_matchedtransaction_agrees ON public.finance_matchedtransaction;
DROP TRIGGER finance_matchedline_agrees ON public.finance_matchedline;
DROP FUNCTION public.finance_matched_agrees();
DROP FUNCTION public.finance_bankmatch_agrees();
DROP FUNCTION public.finance_check_match(bigint);
"""

# Asked at once: a line is a bank line of the account's own cooperative and no carried balance; what a closed month
# relies on stays. A match of an item is taken back as one of a line of the book's first day would be.
STAYS = """
CREATE FUNCTION public.finance_matchedline_enters() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
            SELECT FROM public.finance_entryline l
            JOIN public.finance_account a ON a.id = l.account_id
            JOIN public.finance_entry e ON e.id = l.entry_id
            JOIN public.finance_book b ON b.id = e.book_id
            JOIN public.finance_bankaccount k ON k.id = NEW.account_id
            WHERE l.id = NEW.line_id AND a.treasury = 'bank' AND e.kind <> 'opening'
                AND b.federation_id = k.federation_id AND b.cooperative_id IS NOT DISTINCT FROM k.cooperative_id) THEN
        RAISE EXCEPTION 'line % is no bank line of account %', NEW.line_id, NEW.account_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_matchedline_bank_line';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER finance_matchedline_enters BEFORE INSERT ON public.finance_matchedline
    FOR EACH ROW EXECUTE FUNCTION public.finance_matchedline_enters();
CREATE TRIGGER finance_earlieritem_enters BEFORE INSERT ON public.finance_earlieritem
    FOR EACH ROW EXECUTE FUNCTION public.finance_matchedline_enters();

CREATE FUNCTION public.finance_bankmatch_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    since date;
BEGIN
    SELECT min(day) INTO since FROM (
        SELECT t.date AS day FROM public.finance_matchedtransaction m
            JOIN public.finance_banktransaction t ON t.id = m.transaction_id WHERE m.match_id = OLD.id
        UNION ALL
        SELECT e.date FROM public.finance_matchedline m JOIN public.finance_entryline l ON l.id = m.line_id
            JOIN public.finance_entry e ON e.id = l.entry_id WHERE m.match_id = OLD.id
        UNION ALL
        SELECT i.brought_on FROM public.finance_matcheditem m JOIN public.finance_paperitem i ON i.id = m.item_id
            WHERE m.match_id = OLD.id) days;
    IF EXISTS (SELECT FROM public.finance_reconciliation
               WHERE account_id = OLD.account_id AND ends_on >= since AND closed_at >= OLD.matched_at) THEN
        RAISE EXCEPTION 'match % stands in a closed month', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_bankmatch_in_closed_month';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER finance_bankmatch_stays BEFORE DELETE ON public.finance_bankmatch
    FOR EACH ROW EXECUTE FUNCTION public.finance_bankmatch_stays();

CREATE FUNCTION public.finance_banktransaction_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM public.finance_reconciliation WHERE account_id = OLD.account_id AND ends_on >= OLD.date) THEN
        RAISE EXCEPTION 'transaction % stands in a closed month', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_banktransaction_in_closed_month';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER finance_banktransaction_stays BEFORE DELETE ON public.finance_banktransaction
    FOR EACH ROW EXECUTE FUNCTION public.finance_banktransaction_stays();
"""

GOES = """
DROP TRIGGER finance_banktransaction_stays ON public.finance_banktransaction;
DROP TRIGGER finance_bankmatch_stays ON public.finance_bankmatch;
DROP TRIGGER finance_earlieritem_enters ON public.finance_earlieritem;
DROP TRIGGER finance_matchedline_enters ON public.finance_matchedline;
DROP FUNCTION public.finance_banktransaction_stays();
DROP FUNCTION public.finance_bankmatch_stays();
DROP FUNCTION public.finance_matchedline_enters();
"""

# A closed month and its list are written together: asked at commit of both, so that nothing joins the list later.
ADDS_UP = """
CREATE FUNCTION public.finance_check_reconciliation(checked bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    closed public.finance_reconciliation;
    found record;
BEGIN
    SELECT * INTO closed FROM public.finance_reconciliation WHERE id = checked;
    SELECT count(*) AS many,
        coalesce(-sum(amount) FILTER (WHERE side = 'book' AND amount < 0), 0) AS going_out,
        coalesce(sum(amount) FILTER (WHERE side = 'book' AND amount > 0), 0) AS coming_in,
        coalesce(sum(amount) FILTER (WHERE side = 'bank'), 0) AS not_in_book
        INTO found FROM public.finance_reconciliationitem WHERE reconciliation_id = checked;
    IF (found.many, found.going_out, found.coming_in, found.not_in_book)
            IS DISTINCT FROM (closed.item_count::bigint, closed.going_out, closed.coming_in, closed.not_in_book) THEN
        RAISE EXCEPTION 'the list of reconciliation % is not its own', checked
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_reconciliation_adds_up';
    END IF;
    IF NOT EXISTS (
            SELECT FROM public.finance_book b JOIN public.finance_bankaccount k ON k.id = closed.account_id
            JOIN public.cooperatives_schoolyear y ON y.id = b.year_id
            WHERE b.id = closed.book_id AND b.cooperative_id IS NOT DISTINCT FROM k.cooperative_id
                AND closed.ends_on BETWEEN y.starts AND y.ends) THEN
        RAISE EXCEPTION 'reconciliation % is of another book', checked
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_reconciliation_of_the_book';
    END IF;
END $$;
CREATE FUNCTION public.finance_reconciliation_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM public.finance_check_reconciliation(NEW.id);
    RETURN NULL;
END $$;
CREATE FUNCTION public.finance_reconciliationitem_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM public.finance_check_reconciliation(NEW.reconciliation_id);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER finance_reconciliation_adds_up AFTER INSERT ON public.finance_reconciliation
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.finance_reconciliation_adds_up();
CREATE CONSTRAINT TRIGGER finance_reconciliationitem_adds_up AFTER INSERT ON public.finance_reconciliationitem
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.finance_reconciliationitem_adds_up();
"""

ADDS_NOTHING = """
DROP TRIGGER finance_reconciliationitem_adds_up ON public.finance_reconciliationitem;
DROP TRIGGER finance_reconciliation_adds_up ON public.finance_reconciliation;
DROP FUNCTION public.finance_reconciliationitem_adds_up();
DROP FUNCTION public.finance_reconciliation_adds_up();
DROP FUNCTION public.finance_check_reconciliation(bigint);
"""


class Migration(migrations.Migration):
    """What the database holds of the bank's side: written once, sums that agree, closed months that stay closed."""

    dependencies = [("finance", "0016_bank_statements")]

    operations = [
        *(key(*row) for row in KEYS),
        migrations.RunSQL(sql=WRITTEN_ONCE, reverse_sql=WRITTEN_AGAIN),
        migrations.RunSQL(sql=AGREES, reverse_sql=DISAGREES),
        migrations.RunSQL(sql=STAYS, reverse_sql=GOES),
        migrations.RunSQL(sql=ADDS_UP, reverse_sql=ADDS_NOTHING),
    ]
