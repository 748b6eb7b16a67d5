import django.db.models.deletion
import django.db.models.expressions
import uuid
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cooperatives', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Council',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('classroom', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='councils', to='cooperatives.classroom')),
                ('cooperative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='councils', to='cooperatives.cooperative')),
                ('year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='councils', to='cooperatives.schoolyear')),
            ],
            options={
                'verbose_name': 'conseil de coopérative',
                'constraints': [
                    models.UniqueConstraint(fields=('cooperative', 'year', 'classroom'), name='councils_council_once', nulls_distinct=False),
                ],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', models.PositiveIntegerField(verbose_name='numéro')),
                ('date', models.DateField(verbose_name='date')),
                ('text', models.TextField(verbose_name='ce qu’on a décidé')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='somme à ne pas dépasser')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='à faire avant le')),
                ('present', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='présents')),
                ('votes_for', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='pour')),
                ('votes_against', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='contre')),
                ('votes_blank', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='ne choisit pas')),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='councils.council')),
            ],
            options={
                'verbose_name': 'décision',
                'ordering': ['-date', '-number'],
                'constraints': [
                    models.UniqueConstraint(fields=('council', 'number'), name='councils_decision_number_once'),
                    models.CheckConstraint(condition=models.Q(('amount__isnull', True), ('amount__gt', Decimal('0')), _connector='OR'), name='councils_decision_amount_positive', violation_error_message='Une somme à ne pas dépasser est au-dessus de zéro.'),
                    models.CheckConstraint(condition=models.Q(('votes_for__isnull', True), ('present__gte', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('votes_for'), '+', models.F('votes_against')), '+', models.F('votes_blank'))), _connector='OR'), name='councils_decision_votes_add_up', violation_error_message='Il y a plus de voix que de présents.'),
                ],
            },
        ),
    ]
