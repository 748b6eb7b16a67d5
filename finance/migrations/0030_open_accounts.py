import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


GUARDS = """
CREATE FUNCTION public.finance_openaccounts_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NOT EXISTS (SELECT FROM public.councils_decision d JOIN public.councils_council c ON c.id = d.council_id
                       WHERE d.id = NEW.decision_id AND c.cooperative_id = NEW.cooperative_id) THEN
            RAISE EXCEPTION 'accounts are opened by a decision of their own cooperative'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_openaccounts_own_decision';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.closed_at IS NOT NULL OR (to_jsonb(NEW) - 'closed_at' - 'closed_by_id')
            IS DISTINCT FROM (to_jsonb(OLD) - 'closed_at' - 'closed_by_id') THEN
        RAISE EXCEPTION 'what was opened is only closed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_openaccounts_only_closed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER finance_openaccounts_stays BEFORE INSERT OR UPDATE ON public.finance_openaccounts
    FOR EACH ROW EXECUTE FUNCTION public.finance_openaccounts_stays();
REVOKE DELETE, TRUNCATE ON public.finance_openaccounts FROM occe_app;
"""

NO_GUARDS = """
GRANT DELETE ON public.finance_openaccounts TO occe_app;
DROP TRIGGER finance_openaccounts_stays ON public.finance_openaccounts;
DROP FUNCTION public.finance_openaccounts_stays();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cooperatives', '0001_initial'),
        ('councils', '0001_initial'),
        ('finance', '0028_cheque_deposits'),
        ('projects', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OpenAccounts',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('with_rest', models.BooleanField(default=False, verbose_name='ce qui n’est d’aucun projet')),
                ('with_totals', models.BooleanField(default=False, verbose_name='ce qu’il y avait et ce qu’il reste')),
                ('codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=8), blank=True, default=list, size=None, verbose_name='lignes montrées')),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='ouverts le')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='fermés le')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('cooperative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='open_accounts', to='cooperatives.cooperative')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.decision')),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.federation')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('projects', models.ManyToManyField(blank=True, related_name='+', to='projects.project')),
            ],
            options={
                'verbose_name': 'comptes ouverts',
                'ordering': ['-opened_at', '-id'],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('cooperative',), name='finance_openaccounts_once'),
                    models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('closed_by__isnull', True)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='finance_openaccounts_closed_by_and_at'),
                ],
            },
        ),
        # As in 0002: the federation is part of what a row points with.
        migrations.RunSQL(
            sql="ALTER TABLE finance_openaccounts ADD CONSTRAINT finance_openaccounts_one_cooperative "
            "FOREIGN KEY (federation_id, cooperative_id) REFERENCES cooperatives_cooperative (federation_id, id)",
            reverse_sql="ALTER TABLE finance_openaccounts DROP CONSTRAINT finance_openaccounts_one_cooperative",
        ),
        migrations.RunSQL(GUARDS, NO_GUARDS),
    ]
