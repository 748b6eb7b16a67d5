from django.db import migrations

# As in 0002: the federation, or the cooperative, is part of what a row points with.
KEYS = [
    ("finance_expenseclaim", "cooperative", "federation_id, cooperative_id", "cooperatives_cooperative", "federation_id, id"),
    ("finance_expenseclaim", "classroom", "cooperative_id, classroom_id", "cooperatives_classroom", "cooperative_id, id"),
    ("finance_expenseclaim", "account", "federation_id, account_id", "finance_account", "federation_id, id"),
    ("finance_expenseclaim", "entry", "federation_id, entry_id", "finance_entry", "federation_id, id"),
    ("finance_depositslip", "cooperative", "federation_id, cooperative_id", "cooperatives_cooperative", "federation_id, id"),
    ("finance_depositslip", "classroom", "cooperative_id, classroom_id", "cooperatives_classroom", "cooperative_id, id"),
    ("finance_depositslip", "account", "federation_id, account_id", "finance_account", "federation_id, id"),
    ("finance_depositslip", "entry", "federation_id, entry_id", "finance_entry", "federation_id, id"),
    ("finance_neighbourmandate", "cooperative", "federation_id, cooperative_id", "cooperatives_cooperative", "federation_id, id"),
]


def key(table, name, columns, target, target_columns):
    constraint = f"{table}_one_{name}"
    return migrations.RunSQL(
        sql=f"ALTER TABLE {table} ADD CONSTRAINT {constraint} FOREIGN KEY ({columns}) REFERENCES {target} ({target_columns})",
        reverse_sql=f"ALTER TABLE {table} DROP CONSTRAINT {constraint}",
    )


# A claim goes its way; once agreed its content stands; above the federation's threshold two adults have agreed.
# An adult who wrote the expense and gains nothing by it is one of the two.
CLAIMS = """
CREATE FUNCTION public.finance_claim_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    threshold numeric;
    posted numeric;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN
            RAISE EXCEPTION 'an expense begins as a draft'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_expenseclaim_begins_as_a_draft';
        END IF;
        RETURN NEW;
    END IF;
    IF ROW(NEW.federation_id, NEW.cooperative_id, NEW.practice_id, NEW.drafted_by_pupil_id, NEW.drafted_by_user_id)
            IS DISTINCT FROM
            ROW(OLD.federation_id, OLD.cooperative_id, OLD.practice_id, OLD.drafted_by_pupil_id, OLD.drafted_by_user_id)
            THEN
        RAISE EXCEPTION 'expense % keeps its author and its place', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_expenseclaim_keeps_its_author';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
            ('draft', 'sent'), ('returned', 'sent'), ('sent', 'draft'), ('sent', 'returned'), ('sent', 'refused'),
            ('sent', 'agreed'), ('agreed', 'returned'), ('agreed', 'paid'), ('paid', 'sent')) THEN
        RAISE EXCEPTION 'expense % does not go from % to %', OLD.id, OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_expenseclaim_moves_in_order';
    END IF;
    IF OLD.state IN ('agreed', 'paid') AND NEW.state IN ('agreed', 'paid') AND (
            ROW(NEW.amount, NEW.issued_on, NEW.account_id, NEW.paid_with, NEW.advanced_by_id, NEW.classroom_id,
                NEW.agreed_by_id, NEW.second_agreed_by_id)
            IS DISTINCT FROM
            ROW(OLD.amount, OLD.issued_on, OLD.account_id, OLD.paid_with, OLD.advanced_by_id, OLD.classroom_id,
                OLD.agreed_by_id, OLD.second_agreed_by_id)) THEN
        RAISE EXCEPTION 'expense % was agreed as it stands', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_expenseclaim_stands_once_agreed';
    END IF;
    IF NEW.state = 'agreed' AND OLD.state <> 'agreed' AND NEW.second_agreed_by_id IS NULL
            AND (NEW.drafted_by_user_id IS NULL OR NEW.drafted_by_user_id IS NOT DISTINCT FROM NEW.advanced_by_id) THEN
        SELECT two_adults_threshold INTO threshold FROM public.cooperatives_federation WHERE id = NEW.federation_id;
        IF NEW.amount > threshold THEN
            RAISE EXCEPTION 'expense % is above %: two adults agree', OLD.id, threshold
                USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_expenseclaim_two_adults';
        END IF;
    END IF;
    IF NEW.state = 'paid' AND NEW.entry_id IS NOT NULL THEN
        SELECT total INTO posted FROM public.finance_entry WHERE id = NEW.entry_id;
        IF posted IS DISTINCT FROM NEW.amount THEN
            RAISE EXCEPTION 'expense % is posted with another amount', OLD.id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_expenseclaim_posted_as_it_is';
        END IF;
    END IF;
    IF OLD.state = 'paid' AND OLD.entry_id IS NOT NULL
            AND (NEW.state <> 'paid' OR NEW.entry_id IS DISTINCT FROM OLD.entry_id)
            AND NOT EXISTS (SELECT FROM public.finance_entry WHERE reverses_id = OLD.entry_id) THEN
        RAISE EXCEPTION 'expense % is in the ledger: its entry is corrected first', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_expenseclaim_corrected_first';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER finance_claim_moves BEFORE INSERT OR UPDATE ON public.finance_expenseclaim
    FOR EACH ROW EXECUTE FUNCTION public.finance_claim_moves();

CREATE FUNCTION public.finance_claimcheck_enters() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM public.finance_expenseclaim
               WHERE id = NEW.claim_id AND drafted_by_pupil_id = NEW.pupil_id) THEN
        RAISE EXCEPTION 'the look is another pupil''s than the author''s'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_claimcheck_by_another';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER finance_claimcheck_enters BEFORE INSERT ON public.finance_claimcheck
    FOR EACH ROW EXECUTE FUNCTION public.finance_claimcheck_enters();
"""

NO_CLAIMS = """
DROP TRIGGER finance_claimcheck_enters ON public.finance_claimcheck;
DROP FUNCTION public.finance_claimcheck_enters();
DROP TRIGGER finance_claim_moves ON public.finance_expenseclaim;
DROP FUNCTION public.finance_claim_moves();
"""

SLIPS = """
CREATE FUNCTION public.finance_slip_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    counted numeric;
    posted numeric;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN
            RAISE EXCEPTION 'a slip begins as a draft'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_depositslip_begins_as_a_draft';
        END IF;
        RETURN NEW;
    END IF;
    IF ROW(NEW.federation_id, NEW.cooperative_id, NEW.practice_id, NEW.drafted_by_pupil_id, NEW.drafted_by_user_id)
            IS DISTINCT FROM
            ROW(OLD.federation_id, OLD.cooperative_id, OLD.practice_id, OLD.drafted_by_pupil_id, OLD.drafted_by_user_id)
            THEN
        RAISE EXCEPTION 'slip % keeps its author and its place', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_depositslip_keeps_its_author';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
            ('draft', 'sent'), ('returned', 'sent'), ('sent', 'draft'), ('sent', 'returned'), ('sent', 'refused'),
            ('sent', 'recorded'), ('recorded', 'sent')) THEN
        RAISE EXCEPTION 'slip % does not go from % to %', OLD.id, OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_depositslip_moves_in_order';
    END IF;
    IF NEW.state = 'recorded' AND NEW.entry_id IS NOT NULL THEN
        SELECT total INTO posted FROM public.finance_entry WHERE id = NEW.entry_id;
        counted := (SELECT coalesce(sum(cents * count), 0) FROM public.finance_slippiece WHERE slip_id = NEW.id) / 100.0
            + (SELECT coalesce(sum(amount), 0) FROM public.finance_slipcheque WHERE slip_id = NEW.id);
        IF posted IS DISTINCT FROM counted THEN
            RAISE EXCEPTION 'slip % is posted with another amount than what was counted', OLD.id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_depositslip_posted_as_counted';
        END IF;
    END IF;
    IF OLD.state = 'recorded' AND OLD.entry_id IS NOT NULL
            AND (NEW.state <> 'recorded' OR NEW.entry_id IS DISTINCT FROM OLD.entry_id)
            AND NOT EXISTS (SELECT FROM public.finance_entry WHERE reverses_id = OLD.entry_id) THEN
        RAISE EXCEPTION 'slip % is in the ledger: its entry is corrected first', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_depositslip_corrected_first';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER finance_slip_moves BEFORE INSERT OR UPDATE ON public.finance_depositslip
    FOR EACH ROW EXECUTE FUNCTION public.finance_slip_moves();

CREATE FUNCTION public.finance_slip_counted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    slip bigint := CASE WHEN TG_OP = 'INSERT' THEN NEW.slip_id ELSE OLD.slip_id END;
BEGIN
    IF EXISTS (SELECT FROM public.finance_depositslip
               WHERE id = slip AND state = 'recorded' AND practice_id IS NULL FOR SHARE) THEN
        RAISE EXCEPTION 'slip % is in the ledger as it was counted', slip
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_depositslip_counted_once';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER finance_slippiece_counted BEFORE INSERT OR UPDATE OR DELETE ON public.finance_slippiece
    FOR EACH ROW EXECUTE FUNCTION public.finance_slip_counted();
CREATE TRIGGER finance_slipcheque_counted BEFORE INSERT OR UPDATE OR DELETE ON public.finance_slipcheque
    FOR EACH ROW EXECUTE FUNCTION public.finance_slip_counted();
"""

NO_SLIPS = """
DROP TRIGGER finance_slipcheque_counted ON public.finance_slipcheque;
DROP TRIGGER finance_slippiece_counted ON public.finance_slippiece;
DROP FUNCTION public.finance_slip_counted();
DROP TRIGGER finance_slip_moves ON public.finance_depositslip;
DROP FUNCTION public.finance_slip_moves();
"""

# The story of an expense or a slip only grows. What a practice class wrote may be thrown away, and a draft that was
# never sent; nothing else.
STORIES = """
CREATE FUNCTION public.finance_story_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: a story only grows', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_only_grows';
END $$;

CREATE FUNCTION public.finance_claim_goes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'finance_expenseclaim' THEN
        IF OLD.practice_id IS NOT NULL OR OLD.state = 'draft' AND OLD.sent_at IS NULL THEN
            RETURN OLD;
        END IF;
    ELSIF EXISTS (SELECT FROM public.finance_expenseclaim WHERE id = OLD.claim_id AND practice_id IS NOT NULL) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'DELETE of % is refused: it belongs to a real expense', TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_stays';
END $$;

CREATE FUNCTION public.finance_slip_goes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'finance_depositslip' THEN
        IF OLD.practice_id IS NOT NULL OR OLD.state = 'draft' AND OLD.sent_at IS NULL THEN
            RETURN OLD;
        END IF;
    ELSIF EXISTS (SELECT FROM public.finance_depositslip WHERE id = OLD.slip_id AND practice_id IS NOT NULL) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'DELETE of % is refused: it belongs to a real slip', TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_stays';
END $$;

CREATE TRIGGER finance_claimevent_only_grows BEFORE UPDATE OR TRUNCATE ON public.finance_claimevent
    FOR EACH STATEMENT EXECUTE FUNCTION public.finance_story_only_grows();
CREATE TRIGGER finance_slipevent_only_grows BEFORE UPDATE OR TRUNCATE ON public.finance_slipevent
    FOR EACH STATEMENT EXECUTE FUNCTION public.finance_story_only_grows();
CREATE TRIGGER finance_claimevent_stays BEFORE DELETE ON public.finance_claimevent
    FOR EACH ROW EXECUTE FUNCTION public.finance_claim_goes();
CREATE TRIGGER finance_claimcheck_stays BEFORE DELETE ON public.finance_claimcheck
    FOR EACH ROW EXECUTE FUNCTION public.finance_claim_goes();
CREATE TRIGGER finance_expenseclaim_stays BEFORE DELETE ON public.finance_expenseclaim
    FOR EACH ROW EXECUTE FUNCTION public.finance_claim_goes();
CREATE TRIGGER finance_slipevent_stays BEFORE DELETE ON public.finance_slipevent
    FOR EACH ROW EXECUTE FUNCTION public.finance_slip_goes();
CREATE TRIGGER finance_depositslip_stays BEFORE DELETE ON public.finance_depositslip
    FOR EACH ROW EXECUTE FUNCTION public.finance_slip_goes();

REVOKE UPDATE, TRUNCATE ON public.finance_claimevent, public.finance_slipevent FROM occe_app;
"""

NO_STORIES = """
GRANT UPDATE ON public.finance_claimevent, public.finance_slipevent TO occe_app;
DROP TRIGGER finance_depositslip_stays ON public.finance_depositslip;
DROP TRIGGER finance_slipevent_stays ON public.finance_slipevent;
DROP TRIGGER finance_expenseclaim_stays ON public.finance_expenseclaim;
DROP TRIGGER finance_claimcheck_stays ON public.finance_claimcheck;
DROP TRIGGER finance_claimevent_stays ON public.finance_claimevent;
DROP TRIGGER finance_slipevent_only_grows ON public.finance_slipevent;
DROP TRIGGER finance_claimevent_only_grows ON public.finance_claimevent;
DROP FUNCTION public.finance_slip_goes();
DROP FUNCTION public.finance_claim_goes();
DROP FUNCTION public.finance_story_only_grows();
"""

# A recount stays with its slip, and the association's advice is retired, never deleted.
STAYS = """
CREATE TRIGGER finance_slipcheck_stays BEFORE DELETE ON public.finance_slipcheck
    FOR EACH ROW EXECUTE FUNCTION public.finance_slip_goes();
REVOKE DELETE, TRUNCATE ON public.finance_purchaseadvice FROM occe_app;
"""

GOES = """
GRANT DELETE ON public.finance_purchaseadvice TO occe_app;
DROP TRIGGER finance_slipcheck_stays ON public.finance_slipcheck;
"""


class Migration(migrations.Migration):
    """What pupils and teachers write goes its way, stands once agreed, and keeps its story."""

    dependencies = [("finance", "0004_claims_and_slips")]

    operations = [
        *[key(*row) for row in KEYS],
        migrations.RunSQL(CLAIMS, NO_CLAIMS),
        migrations.RunSQL(SLIPS, NO_SLIPS),
        migrations.RunSQL(STORIES, NO_STORIES),
        migrations.RunSQL(STAYS, GOES),
    ]
