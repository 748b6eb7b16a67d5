from importlib import import_module

from django.db import migrations

BEFORE = import_module("finance.migrations.0017_bank_guards")

KEYS = [
    BEFORE.key("finance_matcheditem", "item", "account_id, item_id", "finance_paperitem", "account_id, id", ""),
    BEFORE.key("finance_matcheditem", "match", "account_id, match_id", "finance_bankmatch", "account_id, id", "CASCADE"),
]

# Written once. An item comes and goes as long as no month that counts it is closed, and it comes into a book that is
# kept here.
GUARDS = """
CREATE TRIGGER finance_paperitem_never_changes BEFORE UPDATE OR TRUNCATE ON public.finance_paperitem
    FOR EACH STATEMENT EXECUTE FUNCTION public.finance_refuse_change();
CREATE TRIGGER finance_matcheditem_never_changes BEFORE UPDATE OR TRUNCATE ON public.finance_matcheditem
    FOR EACH STATEMENT EXECUTE FUNCTION public.finance_refuse_change();
REVOKE UPDATE, TRUNCATE ON public.finance_paperitem FROM occe_app;
REVOKE UPDATE, DELETE, TRUNCATE ON public.finance_matcheditem FROM occe_app;

CREATE CONSTRAINT TRIGGER finance_matcheditem_agrees AFTER INSERT OR DELETE ON public.finance_matcheditem
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.finance_matched_agrees();

CREATE FUNCTION public.finance_paperitem_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    item public.finance_paperitem;
BEGIN
    IF TG_OP = 'DELETE' THEN item := OLD; ELSE item := NEW; END IF;
    IF EXISTS (SELECT FROM public.finance_reconciliation
               WHERE account_id = item.account_id AND ends_on >= item.brought_on) THEN
        RAISE EXCEPTION 'a month that counts item % is closed', item.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_paperitem_in_closed_month';
    END IF;
    IF TG_OP = 'INSERT' AND NOT EXISTS (
            SELECT FROM public.finance_book b JOIN public.finance_bankaccount k ON k.id = item.account_id
            JOIN public.cooperatives_schoolyear y ON y.id = b.year_id
            WHERE b.federation_id = k.federation_id AND b.cooperative_id IS NOT DISTINCT FROM k.cooperative_id
                AND b.mode = 'full' AND y.starts = item.brought_on) THEN
        RAISE EXCEPTION 'no book begins here on %', item.brought_on
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_paperitem_of_a_book';
    END IF;
    RETURN item;
END $$;
CREATE TRIGGER finance_paperitem_stays BEFORE INSERT OR DELETE ON public.finance_paperitem
    FOR EACH ROW EXECUTE FUNCTION public.finance_paperitem_stays();
"""

NO_GUARDS = """
DROP TRIGGER finance_paperitem_stays ON public.finance_paperitem;
DROP FUNCTION public.finance_paperitem_stays();
DROP TRIGGER finance_matcheditem_agrees ON public.finance_matcheditem;
GRANT UPDATE, DELETE ON public.finance_matcheditem TO occe_app;
GRANT UPDATE ON public.finance_paperitem TO occe_app;
DROP TRIGGER finance_matcheditem_never_changes ON public.finance_matcheditem;
DROP TRIGGER finance_paperitem_never_changes ON public.finance_paperitem;
"""


class Migration(migrations.Migration):
    """What the database holds of the paper era's items: written once, of one account, counted on both sides."""

    dependencies = [("finance", "0035_paper_items")]

    operations = [
        *KEYS,
        migrations.RunSQL(sql=GUARDS, reverse_sql=NO_GUARDS),
    ]
