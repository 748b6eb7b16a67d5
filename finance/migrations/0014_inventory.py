import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models
from occe.kit.tables import Tables


GUARDS = """
CREATE FUNCTION public.finance_inventoryitem_enters() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.line_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM public.finance_entryline l
            JOIN public.finance_entry e ON e.id = l.entry_id
            JOIN public.finance_book b ON b.id = e.book_id
            WHERE l.id = NEW.line_id AND b.cooperative_id = NEW.cooperative_id) THEN
        RAISE EXCEPTION 'a good is paid for by a line of its own cooperative'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_inventoryitem_of_its_cooperative';
    END IF;
    IF TG_OP = 'INSERT' THEN
        RETURN NEW;
    END IF;
    IF ROW(NEW.federation_id, NEW.cooperative_id, NEW.line_id, NEW.request_id, NEW.written_by_id, NEW.written_at)
            IS DISTINCT FROM
            ROW(OLD.federation_id, OLD.cooperative_id, OLD.line_id, OLD.request_id, OLD.written_by_id, OLD.written_at)
            THEN
        RAISE EXCEPTION 'good % keeps its cooperative, its line and who wrote it', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_inventoryitem_keeps_its_place';
    END IF;
    IF OLD.left_on IS NOT NULL AND ROW(NEW.left_on, NEW.left_why, NEW.left_by_id, NEW.price, NEW.acquired_on, NEW.owner)
            IS DISTINCT FROM
            ROW(OLD.left_on, OLD.left_why, OLD.left_by_id, OLD.price, OLD.acquired_on, OLD.owner) THEN
        RAISE EXCEPTION 'good % has left', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_inventoryitem_leaves_once';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.finance_inventoryitem_goes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of the inventory is refused: what goes has a day and a reason', TG_OP
        USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_inventoryitem_stays';
END $$;

CREATE TRIGGER finance_inventoryitem_enters BEFORE INSERT OR UPDATE ON public.finance_inventoryitem
    FOR EACH ROW EXECUTE FUNCTION public.finance_inventoryitem_enters();
CREATE TRIGGER finance_inventoryitem_stays BEFORE DELETE OR TRUNCATE ON public.finance_inventoryitem
    FOR EACH STATEMENT EXECUTE FUNCTION public.finance_inventoryitem_goes();
REVOKE DELETE, TRUNCATE ON public.finance_inventoryitem FROM occe_app;
"""

NO_GUARDS = """
GRANT DELETE ON public.finance_inventoryitem TO occe_app;
DROP TRIGGER finance_inventoryitem_stays ON public.finance_inventoryitem;
DROP TRIGGER finance_inventoryitem_enters ON public.finance_inventoryitem;
DROP FUNCTION public.finance_inventoryitem_goes();
DROP FUNCTION public.finance_inventoryitem_enters();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cooperatives', '0001_initial'),
        ('finance', '0013_cash_counts'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [Tables(
        migrations.CreateModel(
            name='InventoryItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('request_id', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('label', models.CharField(max_length=120, verbose_name='ce que c’est')),
                ('place', models.CharField(max_length=80, verbose_name='où il se trouve')),
                ('price', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='prix d’achat')),
                ('acquired_on', models.DateField(verbose_name='acquis le')),
                ('owner', models.CharField(choices=[('cooperative', 'la coopérative'), ('commune', 'la commune')], default='cooperative', max_length=11, verbose_name='à qui il est')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='inscrit le')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='parti le')),
                ('left_why', models.CharField(blank=True, choices=[('', 'il est là'), ('given', 'donné'), ('lost', 'perdu'), ('stolen', 'volé'), ('broken', 'cassé ou usé'), ('sold', 'vendu'), ('devolved', 'transmis à une autre coopérative ou à l’association'), ('mistake', 'inscrit par erreur')], max_length=8, verbose_name='pourquoi')),
                ('left_note', models.CharField(blank=True, max_length=200, verbose_name='ce qui s’est passé')),
                ('cooperative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inventory_items', to='cooperatives.cooperative')),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.federation')),
                ('left_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('line', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='inventory_items', to='finance.entryline')),
                ('photo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.storedfile')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'bien de l’inventaire',
                'ordering': ['acquired_on', 'id'],
                'indexes': [
                    models.Index(fields=['cooperative', 'owner', 'acquired_on'], name='finance_inventory_register'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('cooperative', 'request_id'), name='finance_inventoryitem_once'),
                    models.CheckConstraint(condition=models.Q(('price__isnull', True), ('price__gt', 0), _connector='OR'), name='finance_inventoryitem_price_positive', violation_error_message='Un prix est plus grand que zéro\xa0; laissez vide s’il n’est pas connu.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('label', ''), _negated=True), models.Q(('place', ''), _negated=True)), name='finance_inventoryitem_said', violation_error_message='Dites ce que c’est, et où il se trouve.'),
                    models.CheckConstraint(condition=models.Q(('line__isnull', True), ('owner', 'cooperative'), _connector='OR'), name='finance_inventoryitem_bought_is_ours', violation_error_message='Ce que la coopérative a payé est à elle.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('left_by__isnull', True), ('left_on__isnull', True), ('left_why', '')), models.Q(('left_by__isnull', False), ('left_on__isnull', False), models.Q(('left_why', ''), _negated=True)), _connector='OR'), name='finance_inventoryitem_left_says_why', violation_error_message='Dites quand il est parti, et pourquoi.'),
                    models.CheckConstraint(condition=models.Q(('left_on__isnull', True), ('left_on__gte', models.F('acquired_on')), _connector='OR'), name='finance_inventoryitem_left_after_it_came', violation_error_message='Il ne part pas avant d’être arrivé.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='InventoryItemEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('label', models.CharField(max_length=120, verbose_name='ce que c’est')),
                ('place', models.CharField(max_length=80, verbose_name='où il se trouve')),
                ('price', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='prix d’achat')),
                ('acquired_on', models.DateField(verbose_name='acquis le')),
                ('owner', models.CharField(choices=[('cooperative', 'la coopérative'), ('commune', 'la commune')], default='cooperative', max_length=11, verbose_name='à qui il est')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='parti le')),
                ('left_why', models.CharField(blank=True, choices=[('', 'il est là'), ('given', 'donné'), ('lost', 'perdu'), ('stolen', 'volé'), ('broken', 'cassé ou usé'), ('sold', 'vendu'), ('devolved', 'transmis à une autre coopérative ou à l’association'), ('mistake', 'inscrit par erreur')], max_length=8, verbose_name='pourquoi')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='label_place_price_acquired_on_owner_left_on_left_why_events', to='finance.inventoryitem')),
            ],
            options={
                'abstract': False,
            },
        ),
    ),
        pgtrigger.migrations.AddTrigger(
            model_name='inventoryitem',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "finance_inventoryitemevent" ("acquired_on", "label", "left_on", "left_why", "owner", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "price") VALUES (NEW."acquired_on", NEW."label", NEW."left_on", NEW."left_why", NEW."owner", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."price"); RETURN NULL;', hash='5aea09dfb9f8ef0771542c503a8e599a625827ce', operation='INSERT', pgid='pgtrigger_insert_insert_bf76b', table='finance_inventoryitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inventoryitem',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."acquired_on" IS DISTINCT FROM (NEW."acquired_on") OR OLD."label" IS DISTINCT FROM (NEW."label") OR OLD."left_on" IS DISTINCT FROM (NEW."left_on") OR OLD."left_why" IS DISTINCT FROM (NEW."left_why") OR OLD."owner" IS DISTINCT FROM (NEW."owner") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."price" IS DISTINCT FROM (NEW."price"))', func='INSERT INTO "finance_inventoryitemevent" ("acquired_on", "label", "left_on", "left_why", "owner", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "price") VALUES (NEW."acquired_on", NEW."label", NEW."left_on", NEW."left_why", NEW."owner", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."price"); RETURN NULL;', hash='fff7d4d1b86a124389f3d6fc474cb537d185b06b', operation='UPDATE', pgid='pgtrigger_update_update_a6c6b', table='finance_inventoryitem', when='AFTER')),
        ),
        # As in 0002: the federation is part of what a row points with.
        migrations.RunSQL(
            sql="ALTER TABLE finance_inventoryitem ADD CONSTRAINT finance_inventoryitem_one_cooperative "
            "FOREIGN KEY (federation_id, cooperative_id) REFERENCES cooperatives_cooperative (federation_id, id)",
            reverse_sql="ALTER TABLE finance_inventoryitem DROP CONSTRAINT finance_inventoryitem_one_cooperative",
        ),
        migrations.RunSQL(GUARDS, NO_GUARDS),
    ]
