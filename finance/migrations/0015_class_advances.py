import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


# As in 0002: the federation, the cooperative or the book is part of what a row points with.
KEYS = [
    ("cooperative", "federation_id, cooperative_id", "cooperatives_cooperative", "federation_id, id"),
    ("book", "federation_id, book_id", "finance_book", "federation_id, id"),
    ("classroom", "cooperative_id, classroom_id", "cooperatives_classroom", "cooperative_id, id"),
    ("entry", "federation_id, entry_id", "finance_entry", "federation_id, id"),
]


def key(name, columns, target, target_columns):
    constraint = f"finance_classadvance_one_{name}"
    return migrations.RunSQL(
        sql=f"ALTER TABLE finance_classadvance ADD CONSTRAINT {constraint} FOREIGN KEY ({columns}) REFERENCES {target} ({target_columns})",
        reverse_sql=f"ALTER TABLE finance_classadvance DROP CONSTRAINT {constraint}",
    )


class Migration(migrations.Migration):

    dependencies = [
        ('cooperatives', '0001_initial'),
        ('councils', '0001_initial'),
        ('finance', '0014_inventory'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ClassAdvance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='somme')),
                ('purpose', models.CharField(max_length=200, verbose_name='pour quoi')),
                ('state', models.CharField(choices=[('asked', 'demandée'), ('granted', 'accordée, à signer'), ('received', 'reçue'), ('refused', 'refusée')], default='asked', max_length=10, verbose_name='état')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='demandée le')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='répondu le')),
                ('words', models.CharField(blank=True, max_length=200, verbose_name='pourquoi non')),
                ('received_at', models.DateTimeField(blank=True, null=True, verbose_name='reçue le')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('book', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='class_advances', to='finance.book')),
                ('classroom', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='advances', to='cooperatives.classroom')),
                ('cooperative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='class_advances', to='cooperatives.cooperative')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='class_advances', to='councils.decision')),
                ('entry', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='class_advance', to='finance.entry')),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.federation')),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.storedfile')),
                ('received_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'avance à une classe',
                'ordering': ['-asked_at', '-id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='finance_classadvance_amount_positive', violation_error_message='Une avance est plus grande que zéro.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('entry__isnull', False), ('state__in', ['granted', 'received'])), models.Q(('entry__isnull', True), ('state__in', ['asked', 'refused'])), _connector='OR'), name='finance_classadvance_granted_is_posted'),
                    models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True), ('state', 'asked')), models.Q(models.Q(('state', 'asked'), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='finance_classadvance_answered_by_and_at'),
                    models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state', 'received'), _negated=True), ('received_by__isnull', True)), models.Q(('paper__isnull', False), ('state', 'received')), models.Q(('received_by__isnull', False), ('state', 'received'), models.Q(('received_by', models.F('answered_by')), _negated=True)), _connector='OR'), name='finance_classadvance_two_signatures', violation_error_message='Une avance porte deux signatures\xa0: qui la donne, et qui la reçoit.'),
                ],
            },
        ),
        *(key(*row) for row in KEYS),
    ]
