import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import uuid
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models
from occe.kit.tables import Tables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cooperatives', '0001_initial'),
        ('members', '0003_pupils'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [Tables(
        migrations.CreateModel(
            name='Council',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('classroom', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='councils', to='cooperatives.classroom')),
                ('cooperative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='councils', to='cooperatives.cooperative')),
                ('year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='councils', to='cooperatives.schoolyear')),
                ('adults_vote', models.BooleanField(default=False, verbose_name='l’adulte vote')),
                ('minutes_per_item', models.PositiveSmallIntegerField(default=5, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='minutes par sujet')),
                ('quorum_percent', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='part des membres qui doivent être là')),
                ('review_weeks', models.PositiveSmallIntegerField(default=4, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(40)], verbose_name='semaines avant d’en reparler')),
                ('weekday', models.PositiveSmallIntegerField(blank=True, choices=[(0, 'lundi'), (1, 'mardi'), (2, 'mercredi'), (3, 'jeudi'), (4, 'vendredi')], null=True, verbose_name='jour du conseil')),
                ('word_idea', models.CharField(blank=True, max_length=30, verbose_name='nom des idées')),
                ('word_problem', models.CharField(blank=True, max_length=30, verbose_name='nom des problèmes')),
                ('word_question', models.CharField(blank=True, max_length=30, verbose_name='nom des questions')),
                ('word_thanks', models.CharField(blank=True, max_length=30, verbose_name='nom des remerciements')),
            ],
            options={
                'verbose_name': 'conseil de coopérative',
                'constraints': [
                    models.UniqueConstraint(fields=('cooperative', 'year', 'classroom'), name='councils_council_once', nulls_distinct=False),
                    models.CheckConstraint(condition=models.Q(('minutes_per_item__range', (1, 60)), ('review_weeks__range', (1, 40)), models.Q(('quorum_percent__isnull', True), ('quorum_percent__range', (1, 100)), _connector='OR')), name='councils_council_habits'),
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
                ('adult_signed_at', models.DateTimeField(blank=True, null=True, verbose_name='signée par l’adulte le')),
                ('corrects', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='councils.decision')),
                ('look_again_on', models.DateField(blank=True, null=True, verbose_name='on en reparle le')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.pupil')),
                ('owner_words', models.CharField(blank=True, max_length=80, verbose_name='qui s’en occupe')),
                ('president_signed_at', models.DateTimeField(blank=True, null=True, verbose_name='signée par la présidence le')),
                ('result', models.CharField(blank=True, max_length=300, verbose_name='ce que le vote a donné')),
                ('signed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('way', models.CharField(blank=True, choices=[('consensus', 'tout le monde est d’accord'), ('consent', 'personne ne s’y oppose'), ('hands', 'à main levée'), ('secret', 'vote secret'), ('approval', 'tout ce qui me plaît'), ('judgment', 'cinq visages'), ('election', 'élection'), ('budget', 'partage d’une somme')], max_length=9, verbose_name='façon de décider')),
                ('president_on_paper', models.BooleanField(default=False, verbose_name='la présidence a signé sur papier')),
            ],
            options={
                'verbose_name': 'décision',
                'ordering': ['-date', '-number'],
                'constraints': [
                    models.UniqueConstraint(fields=('council', 'number'), name='councils_decision_number_once'),
                    models.CheckConstraint(condition=models.Q(('amount__isnull', True), ('amount__gt', Decimal('0')), _connector='OR'), name='councils_decision_amount_positive', violation_error_message='Une somme à ne pas dépasser est au-dessus de zéro.'),
                    models.CheckConstraint(condition=models.Q(('votes_for__isnull', True), ('present__gte', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('votes_for'), '+', models.F('votes_against')), '+', models.F('votes_blank'))), _connector='OR'), name='councils_decision_votes_add_up', violation_error_message='Il y a plus de voix que de présents.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('adult_signed_at__isnull', True), ('signed_by__isnull', True)), models.Q(('adult_signed_at__isnull', False), ('signed_by__isnull', False)), _connector='OR'), name='councils_decision_adult_signs_by_name'),
                    models.CheckConstraint(condition=models.Q(('corrects__isnull', True), models.Q(('corrects', models.F('id')), _negated=True), _connector='OR'), name='councils_decision_corrects_another'),
                    models.UniqueConstraint(fields=('corrects',), name='councils_decision_corrected_once', violation_error_message='Cette décision est déjà corrigée par une autre.'),
                    models.CheckConstraint(condition=models.Q(('president_on_paper', False), ('president_signed_at__isnull', False), _connector='OR'), name='councils_decision_paper_is_signed'),
                ],
            },
        ),
    )]
