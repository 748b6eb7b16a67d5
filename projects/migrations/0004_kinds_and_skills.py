from django.db import migrations, models

from projects.standard_skills import STANDARD_SKILLS


def give_skills(apps, schema_editor):
    """The standard list of skills, for each association that has none yet."""
    skills = apps.get_model("projects", "Skill").objects
    for federation in apps.get_model("cooperatives", "Federation").objects.all():
        if not skills.filter(federation=federation).exists():
            for place, (cycle, french, english) in enumerate(STANDARD_SKILLS):
                skills.create(
                    federation=federation, cycle=cycle, words_fr=french, words_en=english, position=place
                )


class Migration(migrations.Migration):
    """A project's kind is a key that the association names; the programme's skills are there from the start."""

    dependencies = [("projects", "0003_guards")]

    operations = [
        migrations.AlterField(
            model_name="project", name="kind", field=models.CharField(max_length=12, verbose_name="domaine")
        ),
        migrations.RunPython(give_skills, migrations.RunPython.noop),
    ]
