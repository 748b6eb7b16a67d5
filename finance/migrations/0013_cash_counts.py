import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models
from occe.kit.tables import Tables


# As in 0002: the federation, the cooperative or the book is part of what a row points with.
KEYS = [
    ("cooperative", "federation_id, cooperative_id", "cooperatives_cooperative", "federation_id, id"),
    ("book", "federation_id, book_id", "finance_book", "federation_id, id"),
    ("classroom", "cooperative_id, classroom_id", "cooperatives_classroom", "cooperative_id, id"),
    ("counting_class", "cooperative_id, counted_by_class_id", "cooperatives_classroom", "cooperative_id, id"),
    ("entry", "federation_id, mended_by_id", "finance_entry", "federation_id, id"),
]


def key(name, columns, target, target_columns):
    constraint = f"finance_cashcount_one_{name}"
    return migrations.RunSQL(
        sql=f"ALTER TABLE finance_cashcount ADD CONSTRAINT {constraint} FOREIGN KEY ({columns}) REFERENCES {target} ({target_columns})",
        reverse_sql=f"ALTER TABLE finance_cashcount DROP CONSTRAINT {constraint}",
    )


# What an adult confirmed is a proof for the insurer: it stands. What comes later is added to it, never taken away.
STANDS = """
CREATE FUNCTION public.finance_cashcount_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'confirmed' THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    IF TG_OP = 'DELETE' OR ROW(NEW.federation_id, NEW.cooperative_id, NEW.book_id, NEW.classroom_id,
                NEW.counted_by_class_id, NEW.counted_on, NEW.for_year_end, NEW.state, NEW.expected, NEW.found,
                NEW.explanation, NEW.confirmed_by_id, NEW.confirmed_at)
            IS DISTINCT FROM ROW(OLD.federation_id, OLD.cooperative_id, OLD.book_id, OLD.classroom_id,
                OLD.counted_by_class_id, OLD.counted_on, OLD.for_year_end, OLD.state, OLD.expected, OLD.found,
                OLD.explanation, OLD.confirmed_by_id, OLD.confirmed_at)
            OR OLD.witness_id IS NOT NULL AND NEW.witness_id IS DISTINCT FROM OLD.witness_id
            OR OLD.mended_by_id IS NOT NULL AND NEW.mended_by_id IS DISTINCT FROM OLD.mended_by_id THEN
        RAISE EXCEPTION 'cash count % is confirmed: it stands', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_cashcount_stands';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER finance_cashcount_stands BEFORE UPDATE OR DELETE ON public.finance_cashcount
    FOR EACH ROW EXECUTE FUNCTION public.finance_cashcount_stands();

CREATE FUNCTION public.finance_cashtally_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    counted bigint;
BEGIN
    IF TG_TABLE_NAME = 'finance_cashtally' THEN
        counted := coalesce(OLD.count_id, NEW.count_id);
    ELSE
        SELECT count_id INTO counted FROM public.finance_cashtally WHERE id = coalesce(OLD.tally_id, NEW.tally_id);
    END IF;
    IF EXISTS (SELECT FROM public.finance_cashcount WHERE id = counted AND state = 'confirmed') THEN
        RAISE EXCEPTION 'cash count % is confirmed: it stands', counted
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_cashcount_stands';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER finance_cashtally_stands BEFORE INSERT OR UPDATE OR DELETE ON public.finance_cashtally
    FOR EACH ROW EXECUTE FUNCTION public.finance_cashtally_stands();
CREATE TRIGGER finance_tallypiece_stands BEFORE INSERT OR UPDATE OR DELETE ON public.finance_tallypiece
    FOR EACH ROW EXECUTE FUNCTION public.finance_cashtally_stands();
"""
MOVES_AGAIN = """
DROP TRIGGER finance_tallypiece_stands ON public.finance_tallypiece;
DROP TRIGGER finance_cashtally_stands ON public.finance_cashtally;
DROP FUNCTION public.finance_cashtally_stands();
DROP TRIGGER finance_cashcount_stands ON public.finance_cashcount;
DROP FUNCTION public.finance_cashcount_stands();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cooperatives', '0001_initial'),
        ('finance', '0012_year_ends'),
        ('members', '0003_pupils'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [Tables(
        migrations.CreateModel(
            name='CashCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('counted_on', models.DateField(verbose_name='compté le')),
                ('for_year_end', models.BooleanField(default=False, verbose_name='pour la fin de l’année')),
                ('state', models.CharField(choices=[('counting', 'on compte'), ('counted', 'compté, à confirmer'), ('confirmed', 'confirmé')], default='counting', max_length=10, verbose_name='état')),
                ('expected', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='au cahier')),
                ('found', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='compté')),
                ('explanation', models.CharField(blank=True, max_length=300, verbose_name='pourquoi ce n’est pas pareil')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmé le')),
                ('witnessed_at', models.DateTimeField(blank=True, null=True, verbose_name='signé aussi le')),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('book', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cash_counts', to='finance.book')),
                ('classroom', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='box_counts', to='cooperatives.classroom')),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('cooperative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cash_counts', to='cooperatives.cooperative')),
                ('counted_by_class', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='counts_made', to='cooperatives.classroom')),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.federation')),
                ('mended_by', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cash_count', to='finance.entry')),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.storedfile')),
                ('witness', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'arrêté de caisse',
                'ordering': ['-counted_on', '-id'],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state', 'confirmed'), _negated=True), fields=('cooperative', 'classroom'), name='finance_cashcount_one_open_a_box', nulls_distinct=False, violation_error_message='Cette boîte est déjà en train d’être comptée.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'confirmed'), _negated=True), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False), ('expected__isnull', False), ('found__isnull', False)), _connector='OR'), name='finance_cashcount_confirmed_is_whole'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'confirmed'), _negated=True), ('expected', models.F('found')), models.Q(('explanation', ''), _negated=True), _connector='OR'), name='finance_cashcount_difference_is_told', violation_error_message='Dites en quelques mots pourquoi ce n’est pas pareil.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('witness__isnull', True), ('witnessed_at__isnull', True)), models.Q(('witness__isnull', False), ('witnessed_at__isnull', False), models.Q(('witness', models.F('confirmed_by')), _negated=True)), _connector='OR'), name='finance_cashcount_two_who_sign', violation_error_message='La deuxième signature est celle d’une autre personne.'),
                    models.CheckConstraint(condition=models.Q(('found__isnull', True), ('found__gte', 0), _connector='OR'), name='finance_cashcount_found_not_negative'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CashTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('together', models.BooleanField(default=False)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('count', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tallies', to='finance.cashcount')),
                ('pupil', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cash_tallies', to='members.pupil')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'comptage',
                'ordering': ['id'],
                'constraints': [
                    models.UniqueConstraint(fields=('count', 'pupil', 'together'), name='finance_cashtally_once_each'),
                    models.UniqueConstraint(condition=models.Q(('together', True)), fields=('count',), name='finance_cashtally_once_together'),
                    models.CheckConstraint(condition=models.Q(models.Q(('pupil__isnull', False), ('user__isnull', True)), models.Q(('pupil__isnull', True), ('user__isnull', False)), _connector='OR'), name='finance_cashtally_one_author'),
                ],
            },
        ),
        migrations.CreateModel(
            name='TallyPiece',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cents', models.PositiveIntegerField(choices=[(20000, '20000'), (10000, '10000'), (5000, '5000'), (2000, '2000'), (1000, '1000'), (500, '500'), (200, '200'), (100, '100'), (50, '50'), (20, '20'), (10, '10'), (5, '5'), (2, '2'), (1, '1')], verbose_name='pièce ou billet')),
                ('number', models.PositiveIntegerField(verbose_name='combien')),
                ('tally', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pieces', to='finance.cashtally')),
            ],
            options={
                'verbose_name': 'pièces ou billets comptés dans une boîte',
                'ordering': ['tally_id', '-cents'],
                'constraints': [
                    models.UniqueConstraint(fields=('tally', 'cents'), name='finance_tallypiece_once'),
                    models.CheckConstraint(condition=models.Q(('cents__in', (20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)), ('number__gte', 1), ('number__lte', 9999)), name='finance_tallypiece_exists', violation_error_message='Comptez de vraies pièces et de vrais billets.'),
                ],
            },
        ),
    ),
        *(key(*row) for row in KEYS),
        migrations.RunSQL(STANDS, MOVES_AGAIN),
    ]
