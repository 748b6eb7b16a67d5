import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models
from occe.kit.tables import Tables


KEYS = [
    # (table, name, columns, target, target's columns), as in 0002
    ("finance_laterpaper", "entry", "federation_id, entry_id", "finance_entry", "federation_id, id"),
    ("finance_internalslip", "entry", "federation_id, entry_id", "finance_entry", "federation_id, id"),
    ("finance_internalslip", "book", "federation_id, book_id", "finance_book", "federation_id, id"),
    ("finance_internalslip", "paper", "federation_id, undone_by_id", "finance_laterpaper", "federation_id, id"),
    ("finance_traypaper", "cooperative", "federation_id, cooperative_id", "cooperatives_cooperative", "federation_id, id"),
    ("finance_traypaper", "classroom", "cooperative_id, classroom_id", "cooperatives_classroom", "cooperative_id, id"),
    ("finance_traypaper", "entry", "federation_id, entry_id", "finance_entry", "federation_id, id"),
]
TOGETHER = "".join(
    f"ALTER TABLE {table} ADD CONSTRAINT {table}_one_{name} FOREIGN KEY ({columns}) REFERENCES {target} ({columns_there});"
    for table, name, columns, target, columns_there in KEYS
)
APART = "".join(f"ALTER TABLE {table} DROP CONSTRAINT {table}_one_{name};" for table, name, *_rest in reversed(KEYS))

KEEPS = """
CREATE TRIGGER finance_laterpaper_never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON public.finance_laterpaper
    FOR EACH STATEMENT EXECUTE FUNCTION public.finance_refuse_change();

CREATE FUNCTION public.finance_internalslip_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF ROW(NEW.entry_id, NEW.book_id, NEW.number, NEW.reason, NEW.words, NEW.stated_by_id, NEW.stated_at)
            IS DISTINCT FROM
            ROW(OLD.entry_id, OLD.book_id, OLD.number, OLD.reason, OLD.words, OLD.stated_by_id, OLD.stated_at)
            OR OLD.undone_at IS NOT NULL THEN
        RAISE EXCEPTION 'internal slip % is stated: only a paper undoes it, once', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_internalslip_never_changes';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER finance_internalslip_keeps BEFORE UPDATE ON public.finance_internalslip
    FOR EACH ROW EXECUTE FUNCTION public.finance_internalslip_keeps();

CREATE FUNCTION public.finance_traypaper_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF ROW(NEW.cooperative_id, NEW.classroom_id, NEW.file_id, NEW.brought_by_id, NEW.brought_at) IS DISTINCT FROM
            ROW(OLD.cooperative_id, OLD.classroom_id, OLD.file_id, OLD.brought_by_id, OLD.brought_at)
            OR OLD.state = 'used' THEN
        RAISE EXCEPTION 'tray paper % keeps its photo, its place and what it became', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_traypaper_keeps_its_photo';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER finance_traypaper_keeps BEFORE UPDATE ON public.finance_traypaper
    FOR EACH ROW EXECUTE FUNCTION public.finance_traypaper_keeps();

REVOKE UPDATE, DELETE, TRUNCATE ON public.finance_laterpaper FROM occe_app;
REVOKE DELETE, TRUNCATE ON public.finance_internalslip, public.finance_traypaper FROM occe_app;
"""
LETS_GO = """
GRANT UPDATE, DELETE ON public.finance_laterpaper TO occe_app;
GRANT DELETE ON public.finance_internalslip, public.finance_traypaper TO occe_app;
DROP TRIGGER finance_traypaper_keeps ON public.finance_traypaper;
DROP FUNCTION public.finance_traypaper_keeps();
DROP TRIGGER finance_internalslip_keeps ON public.finance_internalslip;
DROP FUNCTION public.finance_internalslip_keeps();
DROP TRIGGER finance_laterpaper_never_changes ON public.finance_laterpaper;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cooperatives', '0001_initial'),
        ('finance', '0025_reviews'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [Tables(
        migrations.CreateModel(
            name='LaterPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='ajouté le')),
                ('added_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='later_papers', to='finance.entry')),
                ('federation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.federation')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='later_papers', to='cooperatives.storedfile')),
            ],
            options={
                'verbose_name': 'pièce arrivée plus tard',
                'ordering': ['entry_id', 'id'],
                'constraints': [
                    models.UniqueConstraint(fields=('entry', 'file'), name='finance_laterpaper_once', nulls_distinct=False),
                    models.UniqueConstraint(fields=('federation', 'id'), name='finance_laterpaper_in_federation'),
                ],
            },
        ),
        migrations.CreateModel(
            name='InternalSlip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', models.PositiveSmallIntegerField(verbose_name='numéro')),
                ('reason', models.CharField(choices=[('lost', 'le papier est perdu'), ('never_given', 'aucun papier n’a été donné'), ('late', 'le papier n’est pas encore arrivé'), ('other', 'une autre raison')], max_length=12, verbose_name='pourquoi')),
                ('words', models.CharField(blank=True, max_length=200, verbose_name='ce qui s’est passé')),
                ('stated_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='établi le')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='levé le')),
                ('book', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='internal_slips', to='finance.book')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='internal_slips', to='finance.entry')),
                ('federation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.federation')),
                ('stated_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_by', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undoes', to='finance.laterpaper')),
            ],
            options={
                'verbose_name': 'pièce interne',
                'ordering': ['book_id', 'number'],
                'constraints': [
                    models.UniqueConstraint(fields=('book', 'number'), name='finance_internalslip_number_once'),
                    models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('entry',), name='finance_internalslip_one_standing'),
                    models.CheckConstraint(condition=models.Q(models.Q(('undone_at__isnull', True), ('undone_by__isnull', True)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='finance_internalslip_undone_by_a_paper'),
                    models.CheckConstraint(condition=models.Q(models.Q(('reason', 'other'), _negated=True), models.Q(('words', ''), _negated=True), _connector='OR'), name='finance_internalslip_other_says_more', violation_error_message='Écrivez ce qui s’est passé.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ReceiptReading',
            fields=[
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='reading', serialize=False, to='cooperatives.storedfile')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('total', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='total lu')),
                ('date', models.DateField(blank=True, null=True, verbose_name='jour lu')),
                ('shop', models.CharField(blank=True, max_length=80, verbose_name='magasin lu')),
                ('source', models.CharField(blank=True, max_length=8)),
                ('confidence', models.FloatField(default=0)),
            ],
            options={
                'verbose_name': 'lecture d’un ticket',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('confidence__gte', 0), ('confidence__lte', 1)), name='finance_receiptreading_confidence'),
                    models.CheckConstraint(condition=models.Q(('source__in', ['', 'ocr', 'factur-x'])), name='finance_receiptreading_source'),
                ],
            },
        ),
        migrations.CreateModel(
            name='TrayPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('brought_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='apporté le')),
                ('state', models.CharField(choices=[('waiting', 'à traiter'), ('used', 'noté'), ('aside', 'mis de côté')], default='waiting', max_length=8, verbose_name='état')),
                ('reason', models.CharField(blank=True, choices=[('', 'aucune'), ('twice', 'il est déjà au cahier'), ('not_ours', 'il n’est pas pour la coopérative'), ('unreadable', 'on n’y lit rien'), ('other', 'une autre raison')], max_length=12, verbose_name='pourquoi')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='ce qui s’est passé')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='traité le')),
                ('brought_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('claim', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tray_papers', to='finance.expenseclaim')),
                ('classroom', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tray_papers', to='cooperatives.classroom')),
                ('cooperative', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='tray_papers', to='cooperatives.cooperative')),
                ('entry', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tray_papers', to='finance.entry')),
                ('federation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.federation')),
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='tray_paper', to='cooperatives.storedfile')),
                ('settled_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'papier à traiter',
                'ordering': ['-brought_at', '-id'],
                'indexes': [
                    models.Index(fields=['cooperative', 'state'], name='finance_traypaper_by_state'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), ('state', 'waiting'), ('claim__isnull', True), ('entry__isnull', True), ('settled_at__isnull', True), ('settled_by__isnull', True)), models.Q(('reason', ''), ('state', 'used'), ('settled_at__isnull', False), ('settled_by__isnull', False), models.Q(models.Q(('claim__isnull', True), ('entry__isnull', False)), models.Q(('claim__isnull', False), ('entry__isnull', True)), _connector='OR')), models.Q(('state', 'aside'), models.Q(('reason', ''), _negated=True), ('settled_at__isnull', False), ('settled_by__isnull', False), ('claim__isnull', True), ('entry__isnull', True)), _connector='OR'), name='finance_traypaper_says_what_became_of_it', violation_error_message='Dites ce que ce papier est devenu.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('reason', 'other'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='finance_traypaper_other_says_more', violation_error_message='Écrivez ce qui s’est passé.'),
                ],
            },
        ),
    ),
        migrations.RunSQL(TOGETHER, APART),
        migrations.RunSQL(KEEPS, LETS_GO),
    ]
