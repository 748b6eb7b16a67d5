from django.db import migrations, models

# What one adult records alone stays under the federation's threshold, but for what the mandate itself pays.
DIRECT = """
CREATE OR REPLACE FUNCTION public.finance_entryline_enters() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    here record;
    account record;
BEGIN
    SELECT b.year_id, b.cooperative_id, e.kind, e.reverses_id, e.direct AND e.posted_by_id IS NOT NULL AS alone,
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
            AND here.total > (SELECT two_adults_threshold FROM public.cooperatives_federation
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
"""

DIRECT_AS_BEFORE = """
CREATE OR REPLACE FUNCTION public.finance_entryline_enters() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    here record;
    account record;
BEGIN
    SELECT b.year_id, b.cooperative_id, e.kind, e.reverses_id INTO here
        FROM public.finance_entry e JOIN public.finance_book b ON b.id = e.book_id WHERE e.id = NEW.entry_id;
    SELECT year_id, treasury INTO account FROM public.finance_account WHERE id = NEW.account_id;
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
"""

# An adult who wrote the expense and gains nothing by it is one of the two.
CLAIMS = """
CREATE OR REPLACE FUNCTION public.finance_claim_moves() RETURNS trigger LANGUAGE plpgsql AS $$
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
"""

CLAIMS_AS_BEFORE = """
CREATE OR REPLACE FUNCTION public.finance_claim_moves() RETURNS trigger LANGUAGE plpgsql AS $$
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
    IF NEW.state = 'agreed' AND OLD.state <> 'agreed' AND NEW.second_agreed_by_id IS NULL THEN
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
"""

MANDATE = """
UPDATE public.finance_account SET by_mandate = true WHERE kind = 'expense' AND code IN ('62810008', '61681008');
"""


class Migration(migrations.Migration):
    """Above the federation's threshold no adult lets money out alone, whichever way it is written."""

    dependencies = [("finance", "0006_class_rules")]

    operations = [
        migrations.AddField(
            model_name="account",
            name="by_mandate",
            field=models.BooleanField(
                default=False, verbose_name="inscrit par le mandataire seul, quelle que soit la somme"
            ),
        ),
        migrations.RunSQL(MANDATE, migrations.RunSQL.noop),
        migrations.RunSQL(DIRECT, DIRECT_AS_BEFORE),
        migrations.RunSQL(CLAIMS, CLAIMS_AS_BEFORE),
    ]
