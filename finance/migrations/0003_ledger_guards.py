from django.db import migrations

# Plain SQL on purpose: triggers that a package generates can be switched off by a session setting, these cannot be by
# the web role. Names are qualified with their schema, so that a temporary table of the same name deceives no guard.

NEVER_CHANGES = """
CREATE FUNCTION public.finance_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what is posted never changes', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_never_changes';
END $$;

CREATE TRIGGER finance_entry_never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON public.finance_entry
    FOR EACH STATEMENT EXECUTE FUNCTION public.finance_refuse_change();
CREATE TRIGGER finance_entryline_never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON public.finance_entryline
    FOR EACH STATEMENT EXECUTE FUNCTION public.finance_refuse_change();

REVOKE UPDATE, DELETE, TRUNCATE ON public.finance_entry, public.finance_entryline FROM occe_app;
REVOKE DELETE, TRUNCATE ON public.finance_book, public.finance_account, public.finance_voucher FROM occe_app;
"""

CHANGES_AGAIN = """
GRANT UPDATE, DELETE ON public.finance_entry, public.finance_entryline TO occe_app;
GRANT DELETE ON public.finance_book, public.finance_account, public.finance_voucher TO occe_app;
DROP TRIGGER finance_entry_never_changes ON public.finance_entry;
DROP TRIGGER finance_entryline_never_changes ON public.finance_entryline;
DROP FUNCTION public.finance_refuse_change();
"""

# What the digest of an entry is made of (in words: finance/services/digests.py).
DIGEST = """
CREATE FUNCTION public.finance_entry_text(e public.finance_entry, voucher text, reversed integer) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT concat_ws('|',
        e.book_id, e.number, e.kind, to_char(e.date, 'YYYY-MM-DD'), CASE WHEN e.direct THEN '1' ELSE '0' END, e.reason,
        coalesce(voucher, ''), coalesce(reversed::text, ''), e.request_id, coalesce(e.posted_by_id::text, ''),
        to_char(e.posted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.line_count, e.total, e.previous_digest
    ) || E'\\n' || e.label
$$;

CREATE FUNCTION public.finance_line_text(l public.finance_entryline, code text) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT concat_ws('|',
        l.position, code, l.debit, l.credit, coalesce(l.classroom_id::text, ''), coalesce(l.project_id::text, ''),
        coalesce(l.decision_id::text, ''), coalesce(l.activity_id::text, ''), coalesce(l.grant_id::text, '')
    )
$$;

CREATE FUNCTION public.finance_digest(head text, lines text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT encode(sha256(convert_to(head || E'\\n' || lines, 'UTF8')), 'hex')
$$;
"""

NO_DIGEST = """
DROP FUNCTION public.finance_digest(text, text);
DROP FUNCTION public.finance_line_text(public.finance_entryline, text);
DROP FUNCTION public.finance_entry_text(public.finance_entry, text, integer);
"""

# Asked at commit, of the entry and of each of its lines: a line that is added later is refused like a missing one.
STANDS = """
CREATE FUNCTION public.finance_check_balance(checked bigint) RETURNS public.finance_entry LANGUAGE plpgsql AS $$
DECLARE
    entry public.finance_entry;
    found record;
BEGIN
    SELECT * INTO entry FROM public.finance_entry WHERE id = checked;
    SELECT count(*) AS lines, coalesce(sum(debit), 0) AS debit, coalesce(sum(credit), 0) AS credit INTO found
        FROM public.finance_entryline WHERE entry_id = checked;
    IF found.lines < 2 OR found.lines <> entry.line_count
            OR found.debit <> found.credit OR found.debit <> entry.total THEN
        RAISE EXCEPTION 'entry % does not balance: % lines of %, debit %, credit %, total %',
            checked, found.lines, entry.line_count, found.debit, found.credit, entry.total
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_entry_balanced';
    END IF;
    RETURN entry;
END $$;

CREATE FUNCTION public.finance_entryline_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM public.finance_check_balance(NEW.entry_id);
    RETURN NULL;
END $$;

CREATE FUNCTION public.finance_entry_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    entry public.finance_entry := public.finance_check_balance(NEW.id);
    voucher text;
    mirrored integer;
    lines text;
    differing bigint;
BEGIN
    SELECT number INTO voucher FROM public.finance_voucher WHERE id = entry.voucher_id;
    IF entry.reverses_id IS NOT NULL THEN
        SELECT number INTO mirrored FROM public.finance_entry WHERE id = entry.reverses_id;
        SELECT count(*) INTO differing
            FROM (SELECT * FROM public.finance_entryline WHERE entry_id = entry.id) mine
            FULL JOIN (SELECT * FROM public.finance_entryline WHERE entry_id = entry.reverses_id) theirs
                ON mine.position = theirs.position AND mine.account_id = theirs.account_id
                AND mine.debit = theirs.credit AND mine.credit = theirs.debit
                AND mine.classroom_id IS NOT DISTINCT FROM theirs.classroom_id
                AND mine.project_id IS NOT DISTINCT FROM theirs.project_id
                AND mine.decision_id IS NOT DISTINCT FROM theirs.decision_id
                AND mine.activity_id IS NOT DISTINCT FROM theirs.activity_id
                AND mine.grant_id IS NOT DISTINCT FROM theirs.grant_id
            WHERE mine.id IS NULL OR theirs.id IS NULL;
        IF differing > 0 THEN
            RAISE EXCEPTION 'entry % is not the mirror of the entry that it reverses', entry.id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_entry_mirrors';
        END IF;
    END IF;
    SELECT string_agg(public.finance_line_text(l, a.code), E'\\n' ORDER BY l.position) INTO lines
        FROM public.finance_entryline l JOIN public.finance_account a ON a.id = l.account_id
        WHERE l.entry_id = entry.id;
    IF entry.digest <> public.finance_digest(public.finance_entry_text(entry, voucher, mirrored), lines) THEN
        RAISE EXCEPTION 'the digest of entry % is not that of its content', entry.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_entry_digest_true';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER finance_entry_stands AFTER INSERT ON public.finance_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.finance_entry_stands();
CREATE CONSTRAINT TRIGGER finance_entryline_stands AFTER INSERT ON public.finance_entryline
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.finance_entryline_stands();
"""

FALLS = """
DROP TRIGGER finance_entryline_stands ON public.finance_entryline;
DROP TRIGGER finance_entry_stands ON public.finance_entry;
DROP FUNCTION public.finance_entry_stands();
DROP FUNCTION public.finance_entryline_stands();
DROP FUNCTION public.finance_check_balance(bigint);
"""

# Asked at once: the book takes entries, the number follows the last one, the day and the accounts are of the year.
# What one adult records alone stays under the federation's threshold, but for what the mandate itself pays: asked of the
# sum of the entry's expenses, line after line, and not of what a year's total of an account says was spent in many times.
ENTERS = """
CREATE FUNCTION public.finance_entry_enters() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    book public.finance_book;
    year record;
    last record;
    mirrored record;
    cooperative_state text;
BEGIN
    SELECT * INTO book FROM public.finance_book WHERE id = NEW.book_id FOR NO KEY UPDATE;
    SELECT state INTO cooperative_state FROM public.cooperatives_cooperative WHERE id = book.cooperative_id FOR SHARE;
    IF book.state NOT IN ('open', 'returned') OR cooperative_state IN ('suspended', 'closed') THEN
        RAISE EXCEPTION 'book % takes no entries (book %, cooperative %)', NEW.book_id, book.state, cooperative_state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_entry_book_takes_entries';
    END IF;
    SELECT starts, ends INTO year FROM public.cooperatives_schoolyear WHERE id = book.year_id;
    IF NEW.date NOT BETWEEN year.starts AND year.ends THEN
        RAISE EXCEPTION 'the day % lies outside the year of book %', NEW.date, NEW.book_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_entry_in_the_year';
    END IF;
    SELECT number, digest INTO last FROM public.finance_entry WHERE book_id = NEW.book_id ORDER BY number DESC LIMIT 1;
    IF NEW.number <> coalesce(last.number, 0) + 1 OR NEW.previous_digest <> coalesce(last.digest, '') THEN
        RAISE EXCEPTION 'entry % does not follow entry % of book %', NEW.number, coalesce(last.number, 0), NEW.book_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_entry_follows';
    END IF;
    IF NEW.reverses_id IS NOT NULL THEN
        SELECT book_id, reverses_id INTO mirrored FROM public.finance_entry WHERE id = NEW.reverses_id;
        IF mirrored.book_id IS DISTINCT FROM NEW.book_id OR mirrored.reverses_id IS NOT NULL THEN
            RAISE EXCEPTION 'a correction corrects an entry of its own book that is not a correction'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_entry_reverses_rightly';
        END IF;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.finance_entryline_enters() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    here record;
    account record;
BEGIN
    SELECT b.year_id, b.cooperative_id, e.kind, e.reverses_id, e.direct AND e.posted_by_id IS NOT NULL AND e.reason <> 'paper_total' AS alone,
            e.total, e.federation_id INTO here
        FROM public.finance_entry e JOIN public.finance_book b ON b.id = e.book_id WHERE e.id = NEW.entry_id;
    SELECT year_id, treasury, kind, by_mandate INTO account FROM public.finance_account WHERE id = NEW.account_id;
    IF account.year_id IS DISTINCT FROM here.year_id THEN
        RAISE EXCEPTION 'account % is not of the year of its book', NEW.account_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_entryline_account_of_the_year';
    END IF;
    IF account.treasury = 'class_box' AND NEW.classroom_id IS NULL THEN
        RAISE EXCEPTION 'a line of the class boxes names its class'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_entryline_box_of_a_class';
    END IF;
    IF account.treasury = 'bank' AND NEW.credit > 0 AND here.kind <> 'opening' AND here.reverses_id IS NULL
            AND EXISTS (SELECT FROM public.cooperatives_cooperative
                        WHERE id = here.cooperative_id AND account_opened_on IS NULL) THEN
        RAISE EXCEPTION 'nothing is paid from a bank account that is not open yet'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_entryline_bank_is_open';
    END IF;
    IF here.alone AND here.kind = 'expense' AND account.kind = 'expense' AND NOT account.by_mandate
            AND NEW.debit + (SELECT coalesce(sum(l.debit), 0) FROM public.finance_entryline l
                             JOIN public.finance_account a ON a.id = l.account_id
                             WHERE l.entry_id = NEW.entry_id AND a.kind = 'expense' AND NOT a.by_mandate) > (SELECT two_adults_threshold FROM public.cooperatives_federation
                              WHERE id = here.federation_id) THEN
        RAISE EXCEPTION 'an expense of % is not recorded by one adult alone', here.total
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_entryline_two_adults';
    END IF;
    IF NEW.classroom_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM public.cooperatives_classroom
            WHERE id = NEW.classroom_id AND cooperative_id = here.cooperative_id AND year_id = here.year_id)
        OR NEW.project_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM public.projects_project WHERE id = NEW.project_id AND cooperative_id = here.cooperative_id)
        OR NEW.decision_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM public.councils_decision d JOIN public.councils_council c ON c.id = d.council_id
            WHERE d.id = NEW.decision_id AND c.cooperative_id = here.cooperative_id)
        OR NEW.activity_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM public.finance_activity WHERE id = NEW.activity_id AND cooperative_id = here.cooperative_id)
        OR NEW.grant_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM public.finance_grant WHERE id = NEW.grant_id AND cooperative_id = here.cooperative_id) THEN
        RAISE EXCEPTION 'a line names only what belongs to the cooperative of its book'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_entryline_of_its_cooperative';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER finance_entry_enters BEFORE INSERT ON public.finance_entry
    FOR EACH ROW EXECUTE FUNCTION public.finance_entry_enters();
CREATE TRIGGER finance_entryline_enters BEFORE INSERT ON public.finance_entryline
    FOR EACH ROW EXECUTE FUNCTION public.finance_entryline_enters();
"""

ENTERS_FREELY = """
DROP TRIGGER finance_entryline_enters ON public.finance_entryline;
DROP TRIGGER finance_entry_enters ON public.finance_entry;
DROP FUNCTION public.finance_entryline_enters();
DROP FUNCTION public.finance_entry_enters();
"""

# What entries lean on keeps its identity: a book its year, an account its code, a paper its number.
KEEPS = """
CREATE FUNCTION public.finance_book_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF ROW(NEW.federation_id, NEW.year_id, NEW.cooperative_id)
            IS DISTINCT FROM ROW(OLD.federation_id, OLD.year_id, OLD.cooperative_id) THEN
        RAISE EXCEPTION 'book % changes neither year nor cooperative', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_book_keeps_its_place';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
            ('open', 'submitted'), ('returned', 'submitted'), ('submitted', 'accepted'), ('submitted', 'returned'),
            ('accepted', 'returned')) THEN
        RAISE EXCEPTION 'book % does not go from % to %', OLD.id, OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_book_moves_in_order';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.finance_account_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.federation_id, NEW.year_id, NEW.code, NEW.kind, NEW.treasury)
            <> (OLD.federation_id, OLD.year_id, OLD.code, OLD.kind, OLD.treasury) THEN
        RAISE EXCEPTION 'account % keeps its code and nature', OLD.code
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_account_keeps_its_code';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.finance_voucher_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.book_id, NEW.number) <> (OLD.book_id, OLD.number) THEN
        RAISE EXCEPTION 'voucher % keeps the number that is written on it', OLD.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_voucher_keeps_its_number';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER finance_book_keeps BEFORE UPDATE ON public.finance_book
    FOR EACH ROW EXECUTE FUNCTION public.finance_book_keeps();
CREATE TRIGGER finance_account_keeps BEFORE UPDATE ON public.finance_account
    FOR EACH ROW EXECUTE FUNCTION public.finance_account_keeps();
CREATE TRIGGER finance_voucher_keeps BEFORE UPDATE ON public.finance_voucher
    FOR EACH ROW EXECUTE FUNCTION public.finance_voucher_keeps();
"""

KEEPS_NOTHING = """
DROP TRIGGER finance_voucher_keeps ON public.finance_voucher;
DROP TRIGGER finance_account_keeps ON public.finance_account;
DROP TRIGGER finance_book_keeps ON public.finance_book;
DROP FUNCTION public.finance_voucher_keeps();
DROP FUNCTION public.finance_account_keeps();
DROP FUNCTION public.finance_book_keeps();
"""


class Migration(migrations.Migration):
    """The ledger cannot lie: the database refuses what is unbalanced, changed, out of order or out of place."""

    dependencies = [("finance", "0002_one_federation"), ("councils", "0001_initial"), ("projects", "0001_initial")]

    operations = [
        migrations.RunSQL(NEVER_CHANGES, CHANGES_AGAIN),
        migrations.RunSQL(DIGEST, NO_DIGEST),
        migrations.RunSQL(STANDS, FALLS),
        migrations.RunSQL(ENTERS, ENTERS_FREELY),
        migrations.RunSQL(KEEPS, KEEPS_NOTHING),
    ]
