import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models
from occe.kit.tables import Tables


# What reviewers saw and signed goes with the book: once it was sent, the quitus stays as it was given.
GUARDS = """
ALTER TABLE finance_accountreview ADD CONSTRAINT finance_accountreview_one_book
    FOREIGN KEY (federation_id, book_id) REFERENCES finance_book (federation_id, id);

CREATE FUNCTION public.finance_review_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF ROW(NEW.federation_id, NEW.book_id, NEW.seed) IS DISTINCT FROM ROW(OLD.federation_id, OLD.book_id, OLD.seed) THEN
        RAISE EXCEPTION 'review % keeps its book and its seed', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_accountreview_keeps_its_seed';
    END IF;
    IF OLD.outcome <> '' AND NEW IS DISTINCT FROM OLD AND EXISTS (
            SELECT FROM public.finance_book WHERE id = OLD.book_id AND state IN ('submitted', 'accepted')) THEN
        RAISE EXCEPTION 'the quitus of review % went with its book', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_accountreview_went_with_its_book';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER finance_review_stays BEFORE UPDATE ON public.finance_accountreview
    FOR EACH ROW EXECUTE FUNCTION public.finance_review_stays();

CREATE FUNCTION public.finance_sampledentry_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM public.finance_accountreview r JOIN public.finance_entry e ON e.book_id = r.book_id
                   WHERE r.id = NEW.review_id AND r.outcome = '' AND e.id = NEW.entry_id) THEN
        RAISE EXCEPTION 'a sampled entry is of the reviewed book, while the review is open'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_sampledentry_of_the_book';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER finance_sampledentry_fits BEFORE INSERT OR UPDATE ON public.finance_sampledentry
    FOR EACH ROW EXECUTE FUNCTION public.finance_sampledentry_fits();

CREATE TRIGGER finance_reviewview_never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON public.finance_reviewview
    FOR EACH STATEMENT EXECUTE FUNCTION public.finance_refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON public.finance_reviewview FROM occe_app;
REVOKE DELETE, TRUNCATE ON public.finance_accountreview, public.finance_reviewer, public.finance_sampledentry,
    public.finance_samplelook FROM occe_app;
"""
FREE = """
GRANT DELETE ON public.finance_accountreview, public.finance_reviewer, public.finance_sampledentry,
    public.finance_samplelook TO occe_app;
GRANT UPDATE, DELETE ON public.finance_reviewview TO occe_app;
DROP TRIGGER finance_reviewview_never_changes ON public.finance_reviewview;
DROP TRIGGER finance_sampledentry_fits ON public.finance_sampledentry;
DROP FUNCTION public.finance_sampledentry_fits();
DROP TRIGGER finance_review_stays ON public.finance_accountreview;
DROP FUNCTION public.finance_review_stays();
ALTER TABLE finance_accountreview DROP CONSTRAINT finance_accountreview_one_book;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cooperatives', '0001_initial'),
        ('finance', '0024_grants_activities_tags'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [Tables(
        migrations.CreateModel(
            name='AccountReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('seed', models.CharField(max_length=16, verbose_name='graine du tirage')),
                ('drawn_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('held_on', models.DateField(blank=True, null=True, verbose_name='réunion du')),
                ('cash_counted', models.BooleanField(default=False, verbose_name='la caisse a été comptée devant nous')),
                ('chequebooks_seen', models.BooleanField(default=False, verbose_name='nous avons vu les chéquiers')),
                ('originals_seen', models.BooleanField(default=False, verbose_name='nous avons vu les originaux des pièces tirées')),
                ('inventory_seen', models.BooleanField(default=False, verbose_name='nous avons vu l’inventaire')),
                ('register_seen', models.BooleanField(default=False, verbose_name='nous avons vu le cahier des décisions')),
                ('remarks', models.TextField(blank=True, verbose_name='remarques des vérificateurs')),
                ('pupils_opinion', models.TextField(blank=True, verbose_name='avis des élèves sur les comptes')),
                ('outcome', models.CharField(blank=True, choices=[('', 'pas encore'), ('granted', 'quitus donné'), ('with_remarks', 'quitus donné, avec des remarques'), ('refused', 'quitus refusé')], max_length=12, verbose_name='résultat')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='quitus du')),
                ('closed_number', models.PositiveIntegerField(blank=True, null=True)),
                ('book', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='review', to='finance.book')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('federation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.federation')),
                ('sheet', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='cooperatives.storedfile')),
            ],
            options={
                'verbose_name': 'vérification des comptes',
                'constraints': [
                    models.UniqueConstraint(fields=('federation', 'id'), name='finance_accountreview_in_federation'),
                    models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('closed_number__isnull', True), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), ('closed_at__isnull', False), ('closed_number__isnull', False)), _connector='OR'), name='finance_accountreview_closed_whole'),
                    models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'granted']), models.Q(('remarks', ''), _negated=True), _connector='OR'), name='finance_accountreview_refusal_says_why', violation_error_message='Écrivez les remarques\xa0: elles accompagnent le quitus.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Reviewer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=80, verbose_name='nom')),
                ('quality', models.CharField(choices=[('parent', 'parent d’élève'), ('teacher', 'enseigne ici, sans mandat'), ('other', 'autre')], max_length=8, verbose_name='qualité')),
                ('signed_how', models.CharField(blank=True, choices=[('', 'pas encore'), ('sheet', 'sur la feuille'), ('code', 'par un code')], max_length=6, verbose_name='signature')),
                ('signed_at', models.DateTimeField(blank=True, null=True, verbose_name='signé le')),
                ('signed_name', models.CharField(blank=True, max_length=80, verbose_name='nom signé')),
                ('code_hash', models.CharField(blank=True, max_length=64)),
                ('code_until', models.DateTimeField(blank=True, null=True)),
                ('code_tries', models.PositiveSmallIntegerField(default=0)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('link', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reviewer', to='cooperatives.guestlink')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviewers', to='finance.accountreview')),
            ],
            options={
                'verbose_name': 'vérificateur, vérificatrice aux comptes',
                'ordering': ['id'],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('review', 'name'), name='finance_reviewer_named_once', violation_error_message='Cette personne est déjà nommée.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('signed_at__isnull', True), ('signed_how', '')), models.Q(models.Q(('signed_how', ''), _negated=True), ('signed_at__isnull', False)), _connector='OR'), name='finance_reviewer_signed_whole'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ReviewView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.CharField(max_length=40, verbose_name='page')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='vue le')),
                ('reviewer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='views', to='finance.reviewer')),
            ],
            options={
                'verbose_name': 'page vue',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='SampledEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rank', models.PositiveSmallIntegerField(verbose_name='rang')),
                ('why', models.CharField(choices=[('direct', 'saisie par une seule personne'), ('drawn', 'tirée au sort'), ('asked', 'demandée')], max_length=6, verbose_name='pourquoi')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='samples', to='finance.entry')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sample', to='finance.accountreview')),
            ],
            options={
                'verbose_name': 'pièce à vérifier',
                'ordering': ['review_id', 'rank'],
                'constraints': [
                    models.UniqueConstraint(fields=('review', 'entry'), name='finance_sampledentry_once'),
                    models.UniqueConstraint(fields=('review', 'rank'), name='finance_sampledentry_rank_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SampleLook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_right', models.BooleanField(default=True, verbose_name='en ordre')),
                ('remark', models.CharField(blank=True, max_length=300, verbose_name='remarque')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('reviewer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='looks', to='finance.reviewer')),
                ('sampled', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='looks', to='finance.sampledentry')),
            ],
            options={
                'verbose_name': 'regard sur une pièce',
                'ordering': ['sampled_id', 'id'],
                'constraints': [
                    models.UniqueConstraint(fields=('sampled', 'reviewer'), name='finance_samplelook_once_each', nulls_distinct=False),
                    models.CheckConstraint(condition=models.Q(('is_right', True), models.Q(('remark', ''), _negated=True), _connector='OR'), name='finance_samplelook_remark_when_not_right', violation_error_message='Dites ce qui n’est pas en ordre.'),
                ],
            },
        ),
    ),
        migrations.RunSQL(GUARDS, FREE),
    ]
