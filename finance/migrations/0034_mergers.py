import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models
from occe.kit.tables import Tables


# As in 0002, the federation is part of what a row points with; what was handed on is never told otherwise.
KEEPS = """
ALTER TABLE finance_merger
    ADD CONSTRAINT finance_merger_one_source FOREIGN KEY (federation_id, source_id)
        REFERENCES cooperatives_cooperative (federation_id, id),
    ADD CONSTRAINT finance_merger_one_target FOREIGN KEY (federation_id, target_id)
        REFERENCES cooperatives_cooperative (federation_id, id),
    ADD CONSTRAINT finance_merger_one_source_book FOREIGN KEY (federation_id, source_book_id)
        REFERENCES finance_book (federation_id, id),
    ADD CONSTRAINT finance_merger_one_target_book FOREIGN KEY (federation_id, target_book_id)
        REFERENCES finance_book (federation_id, id),
    ADD CONSTRAINT finance_merger_one_out_entry FOREIGN KEY (federation_id, out_entry_id)
        REFERENCES finance_entry (federation_id, id),
    ADD CONSTRAINT finance_merger_one_in_entry FOREIGN KEY (federation_id, in_entry_id)
        REFERENCES finance_entry (federation_id, id);
REVOKE UPDATE, DELETE, TRUNCATE ON public.finance_merger, public.finance_movedgood, public.finance_movedgrant FROM occe_app;

CREATE FUNCTION public.finance_merger_enters() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT cooperative_id FROM public.finance_book WHERE id = NEW.source_book_id) <> NEW.source_id
        OR (SELECT cooperative_id FROM public.finance_book WHERE id = NEW.target_book_id)
            IS DISTINCT FROM NEW.target_id
        OR NEW.out_entry_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM public.finance_entry o JOIN public.finance_entry i ON i.id = NEW.in_entry_id
            WHERE o.id = NEW.out_entry_id AND o.book_id = NEW.source_book_id AND i.book_id = NEW.target_book_id
                AND o.total = i.total AND o.date = i.date) THEN
        RAISE EXCEPTION 'what was handed on stands in the books of both sides, with one sum'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_merger_of_its_books';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER finance_merger_enters BEFORE INSERT ON public.finance_merger
    FOR EACH ROW EXECUTE FUNCTION public.finance_merger_enters();
"""
LETS_GO = """
DROP TRIGGER finance_merger_enters ON public.finance_merger;
DROP FUNCTION public.finance_merger_enters();
GRANT UPDATE, DELETE, TRUNCATE ON public.finance_merger, public.finance_movedgood, public.finance_movedgrant TO occe_app;
ALTER TABLE finance_merger
    DROP CONSTRAINT finance_merger_one_source,
    DROP CONSTRAINT finance_merger_one_target,
    DROP CONSTRAINT finance_merger_one_source_book,
    DROP CONSTRAINT finance_merger_one_target_book,
    DROP CONSTRAINT finance_merger_one_out_entry,
    DROP CONSTRAINT finance_merger_one_in_entry;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cooperatives', '0001_initial'),
        ('finance', '0033_summary_books'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [Tables(
        migrations.CreateModel(
            name='Merger',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='somme')),
                ('reason', models.CharField(max_length=200, verbose_name='pourquoi')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='le')),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('federation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.federation')),
                ('in_entry', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='moved_in', to='finance.entry')),
                ('out_entry', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='moved_out', to='finance.entry')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mergers', to='cooperatives.cooperative')),
                ('source_book', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='finance.book')),
                ('target', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mergers_in', to='cooperatives.cooperative')),
                ('target_book', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='finance.book')),
            ],
            options={
                'verbose_name': 'réunion de coopératives',
                'ordering': ['source_id', 'id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('in_entry__isnull', True), ('out_entry__isnull', True)), models.Q(('in_entry__isnull', False), ('out_entry__isnull', False)), _connector='OR'), name='finance_merger_both_entries_or_none'),
                    models.CheckConstraint(condition=models.Q(('target__isnull', True), models.Q(('target', models.F('source')), _negated=True), _connector='OR'), name='finance_merger_of_two', violation_error_message='Une coopérative se réunit à une autre qu’elle-même.'),
                    models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='finance_merger_says_why'),
                ],
            },
        ),
        migrations.CreateModel(
            name='MovedGood',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('came', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='moved_from', to='finance.inventoryitem')),
                ('left', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='moved_to', to='finance.inventoryitem')),
                ('merger', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='goods', to='finance.merger')),
            ],
            options={
                'verbose_name': 'bien transmis',
                'ordering': ['merger_id', 'id'],
            },
        ),
        migrations.CreateModel(
            name='MovedGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unspent', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='reçu et pas encore employé')),
                ('came', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='moved_from', to='finance.grant')),
                ('left', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='moved_to', to='finance.grant')),
                ('merger', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='finance.merger')),
            ],
            options={
                'verbose_name': 'aide transmise',
                'ordering': ['merger_id', 'id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('unspent__gte', 0)), name='finance_movedgrant_unspent'),
                ],
            },
        ),
    ),
        migrations.RunSQL(KEEPS, LETS_GO),
    ]
