import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

# As an expense does, a deposit goes back to its author when a second pupil did not count the same.
MOVES = """
CREATE OR REPLACE FUNCTION public.finance_slip_moves() RETURNS trigger LANGUAGE plpgsql AS $$
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
            ('draft', 'sent'), ('returned', 'sent'), %s('sent', 'returned'), ('sent', 'refused'),
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
"""
BACK_TO_ITS_AUTHOR = MOVES.replace("%s", "('sent', 'draft'), ")
AS_BEFORE = MOVES.replace("%s", "")

STAYS = """
CREATE TRIGGER finance_slipcheck_stays BEFORE DELETE ON public.finance_slipcheck
    FOR EACH ROW EXECUTE FUNCTION public.finance_slip_goes();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("finance", "0008_closed_years"),
        ("members", "0003_pupils"),
    ]

    operations = [
        migrations.CreateModel(
            name="SlipCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "verdict",
                    models.CharField(
                        choices=[("agree", "je suis d’accord"), ("look_again", "à revoir")], max_length=10
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="slip_checks", to="members.pupil"
                    ),
                ),
                (
                    "slip",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="finance.depositslip"
                    ),
                ),
            ],
            options={
                "verbose_name": "recomptage",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["agree", "look_again"])),
                        name="finance_slipcheck_says_one_of_two",
                        violation_error_message="Dis si c’est pareil ou pas pareil.",
                    )
                ],
            },
        ),
        migrations.RunSQL(BACK_TO_ITS_AUTHOR, AS_BEFORE),
        migrations.RunSQL(STAYS, migrations.RunSQL.noop),
    ]
