import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models
from occe.kit.tables import Tables


class Migration(migrations.Migration):

    dependencies = [
        ('finance', '0034_mergers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [Tables(
        migrations.CreateModel(
            name='PaperItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('brought_on', models.DateField(verbose_name='au cahier depuis le')),
                ('date', models.DateField(verbose_name='date')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='somme')),
                ('cheque_number', models.CharField(blank=True, max_length=12, verbose_name='numéro de chèque')),
                ('said_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='paper_items', to='finance.bankaccount')),
                ('said_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'en route depuis le cahier papier',
                'ordering': ['account_id', 'date', 'id'],
                'constraints': [
                    models.UniqueConstraint(fields=('account', 'id'), name='finance_paperitem_of_account'),
                    models.UniqueConstraint(condition=models.Q(('cheque_number', ''), _negated=True), fields=('account', 'brought_on', 'cheque_number'), name='finance_paperitem_cheque_once', violation_error_message='Ce chèque est déjà dans la liste.'),
                    models.CheckConstraint(condition=models.Q(('amount', 0), _negated=True), name='finance_paperitem_moves'),
                    models.CheckConstraint(condition=models.Q(('date__lt', models.F('brought_on'))), name='finance_paperitem_before_the_book', violation_error_message='Ce qui vient du cahier papier est d’avant le premier jour du cahier.'),
                    models.CheckConstraint(condition=models.Q(('cheque_number', ''), models.Q(('amount__lt', 0), ('cheque_number__regex', '^[0-9]+$')), _connector='OR'), name='finance_paperitem_cheque_goes_out', violation_error_message='Un numéro de chèque va avec une somme qui sort.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='MatchedItem',
            fields=[
                ('item', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='matched', serialize=False, to='finance.paperitem')),
                ('account', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='finance.bankaccount')),
                ('match', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='items', to='finance.bankmatch')),
            ],
            options={
                'verbose_name': 'ligne du cahier papier rapprochée',
            },
        ),
    )]
