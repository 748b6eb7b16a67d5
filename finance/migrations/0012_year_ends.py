import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


# The row is of its book's association, and stays as long as the book.
KEEPS = """
ALTER TABLE finance_yearend ADD CONSTRAINT finance_yearend_one_book
    FOREIGN KEY (federation_id, book_id) REFERENCES finance_book (federation_id, id);
REVOKE DELETE, TRUNCATE ON public.finance_yearend FROM occe_app;
"""
LETS_GO = """
GRANT DELETE ON public.finance_yearend TO occe_app;
ALTER TABLE finance_yearend DROP CONSTRAINT finance_yearend_one_book;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cooperatives', '0001_initial'),
        ('finance', '0011_payments_chequebooks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='YearEnd',
            fields=[
                ('book', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='year_end', serialize=False, to='finance.book')),
                ('originals_place', models.CharField(blank=True, max_length=120, verbose_name='où sont les originaux')),
                ('report_read_number', models.PositiveIntegerField(blank=True, null=True)),
                ('report_read_at', models.DateTimeField(blank=True, null=True, verbose_name='compte rendu lu le')),
                ('sent_without', models.TextField(blank=True, verbose_name='pourquoi sans quitus')),
                ('activity_report', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='year_ends', to='cooperatives.storedfile')),
                ('federation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.federation')),
                ('report_read_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'fin d’année',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('report_read_at__isnull', True), ('report_read_by__isnull', True), ('report_read_number__isnull', True)), models.Q(('report_read_at__isnull', False), ('report_read_by__isnull', False), ('report_read_number__isnull', False)), _connector='OR'), name='finance_yearend_report_read_whole'),
                ],
            },
        ),
        migrations.RunSQL(KEEPS, LETS_GO),
    ]
