import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models
from occe.kit.tables import Tables


# The right entry of a trio stands in the book of the mirror that it goes with.
TRIO = """
CREATE FUNCTION public.finance_replacement_enters() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM public.finance_entry m JOIN public.finance_entry r ON r.book_id = m.book_id
                   WHERE m.id = NEW.mirror_id AND m.reverses_id IS NOT NULL
                   AND r.id = NEW.right_id AND r.reverses_id IS NULL AND r.number > m.number) THEN
        RAISE EXCEPTION 'entry % does not take the place of what entry % cancels', NEW.right_id, NEW.mirror_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_replacement_follows_its_mirror';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER finance_replacement_enters BEFORE INSERT ON public.finance_replacement
    FOR EACH ROW EXECUTE FUNCTION public.finance_replacement_enters();
"""
NO_TRIO = """
DROP TRIGGER finance_replacement_enters ON public.finance_replacement;
DROP FUNCTION public.finance_replacement_enters();
"""

WRITTEN_ONCE = ("replacement", "personlimit")
NEVER_CHANGES = "".join(
    f"CREATE TRIGGER finance_{table}_never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON public.finance_{table} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION public.finance_refuse_change();\n"
    f"REVOKE UPDATE, DELETE, TRUNCATE ON public.finance_{table} FROM occe_app;\n"
    for table in WRITTEN_ONCE
)
CHANGES_AGAIN = "".join(
    f"GRANT UPDATE, DELETE ON public.finance_{table} TO occe_app;\n"
    f"DROP TRIGGER finance_{table}_never_changes ON public.finance_{table};\n"
    for table in WRITTEN_ONCE
)

# As in 0002: the federation is part of what a row points with.
ONE_FEDERATION = "".join(
    f"ALTER TABLE finance_{table} ADD CONSTRAINT finance_{table}_one_cooperative "
    f"FOREIGN KEY (federation_id, cooperative_id) REFERENCES cooperatives_cooperative (federation_id, id);\n"
    for table in ("memo", "personlimit")
)
ANY_FEDERATION = "".join(
    f"ALTER TABLE finance_{table} DROP CONSTRAINT finance_{table}_one_cooperative;\n"
    for table in ("memo", "personlimit")
)


class Migration(migrations.Migration):
    """Memos, limits of persons, absences, and the trio of a correction."""

    dependencies = [
        ('cooperatives', '0001_initial'),
        ('finance', '0017_bank_guards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [Tables(
        migrations.CreateModel(
            name='Memo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('to_pay', 'à payer'), ('to_receive', 'à recevoir')], max_length=10, verbose_name='nature')),
                ('what', models.CharField(max_length=120, verbose_name='quoi')),
                ('who', models.CharField(blank=True, max_length=80, verbose_name='à qui, ou de qui')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='somme')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='pour le')),
                ('noted_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('dropped_at', models.DateTimeField(blank=True, null=True, verbose_name='retirée le')),
                ('dropped_why', models.CharField(blank=True, max_length=200, verbose_name='pourquoi')),
                ('claim', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memo', to='finance.expenseclaim')),
                ('cooperative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memos', to='cooperatives.cooperative')),
                ('entry', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memo', to='finance.entry')),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.federation')),
                ('noted_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'somme à payer ou à recevoir',
                'ordering': ['due_on', 'id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='finance_memo_amount_positive', violation_error_message='Une somme s’écrit en euros, au-dessus de zéro.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('dropped_at__isnull', True), ('dropped_why', '')), models.Q(('dropped_at__isnull', False), models.Q(('dropped_why', ''), _negated=True)), _connector='OR'), name='finance_memo_dropped_says_why', violation_error_message='Dites pourquoi cette somme ne sera ni payée ni reçue.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PersonLimit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='somme au plus, en une fois')),
                ('reason', models.CharField(max_length=200, verbose_name='pourquoi')),
                ('set_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('cooperative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='person_limits', to='cooperatives.cooperative')),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.federation')),
                ('set_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'plafond d’une personne',
                'ordering': ['cooperative_id', '-id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('amount__gt', 0), models.Q(('reason', ''), _negated=True)), name='finance_personlimit_says_why', violation_error_message='Un plafond est une somme, avec sa raison.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Replacement',
            fields=[
                ('mirror', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='replacement', serialize=False, to='finance.entry')),
                ('right', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='finance.entry')),
            ],
            options={
                'verbose_name': 'écriture refaite',
            },
        ),
        migrations.CreateModel(
            name='WritingView',
            fields=[
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='writing_view', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('expert', models.BooleanField(default=False, verbose_name='vue détaillée')),
            ],
            options={
                'verbose_name': 'vue préférée',
            },
        ),
    ),
        migrations.RunSQL(TRIO, NO_TRIO),
        migrations.RunSQL(NEVER_CHANGES, CHANGES_AGAIN),
        migrations.RunSQL(ONE_FEDERATION, ANY_FEDERATION),
    ]
