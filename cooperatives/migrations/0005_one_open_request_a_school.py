from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cooperatives', '0004_file_author'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['sent', 'to_correct'])), fields=('federation', 'school', 'kind'), name='cooperatives_registration_one_open_a_school', violation_error_message='Une demande pour cette école est déjà en route.'),
        ),
    ]
