import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models
from occe.kit.tables import Tables


# A book is on paper or not before anything is written in it. On paper it takes its opening, its totals and their
# corrections; a total stands nowhere else.
MODE = """
CREATE FUNCTION public.finance_book_mode() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    year record;
BEGIN
    IF NEW.mode = OLD.mode THEN
        RETURN NEW;
    END IF;
    SELECT starts, ends INTO year FROM public.cooperatives_schoolyear WHERE id = OLD.year_id;
    IF OLD.cooperative_id IS NULL OR OLD.state NOT IN ('open', 'returned')
        OR EXISTS (SELECT FROM public.finance_entry WHERE book_id = OLD.id AND kind <> 'opening')
        OR EXISTS (SELECT FROM public.finance_expenseclaim
                   WHERE cooperative_id = OLD.cooperative_id AND practice_id IS NULL
                   AND coalesce(issued_on, created_at::date) BETWEEN year.starts AND year.ends)
        OR EXISTS (SELECT FROM public.finance_depositslip
                   WHERE cooperative_id = OLD.cooperative_id AND practice_id IS NULL
                   AND coalesce(collected_on, created_at::date) BETWEEN year.starts AND year.ends) THEN
        RAISE EXCEPTION 'something is written in book % already', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_book_mode_before_writing';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER finance_book_mode BEFORE UPDATE OF mode ON public.finance_book
    FOR EACH ROW EXECUTE FUNCTION public.finance_book_mode();

CREATE FUNCTION public.finance_entry_of_paper() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    on_paper boolean;
BEGIN
    SELECT mode = 'summary' INTO on_paper FROM public.finance_book WHERE id = NEW.book_id;
    IF NEW.kind IN ('opening', 'reversal') AND NEW.reason <> 'paper_total'
            OR NEW.kind IN ('expense', 'income', 'transfer') AND on_paper = (NEW.reason = 'paper_total')
            OR NEW.kind = 'advance' AND NOT on_paper AND NEW.reason <> 'paper_total' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'book % is kept on paper: % (on paper: %)', NEW.book_id, NEW.kind, on_paper
        USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_entry_of_a_paper_book';
END $$;
CREATE TRIGGER finance_entry_of_paper BEFORE INSERT ON public.finance_entry
    FOR EACH ROW EXECUTE FUNCTION public.finance_entry_of_paper();

CREATE FUNCTION public.finance_paper_enters() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM public.finance_book WHERE id = NEW.book_id AND federation_id = NEW.federation_id
                   AND mode = 'summary' AND state IN ('open', 'returned')) THEN
        RAISE EXCEPTION 'book % takes nothing from paper', NEW.book_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_paper_of_an_open_book';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER finance_paper_enters BEFORE INSERT OR UPDATE ON public.finance_paperbook
    FOR EACH ROW EXECUTE FUNCTION public.finance_paper_enters();
CREATE TRIGGER finance_paper_enters BEFORE INSERT OR UPDATE ON public.finance_paperpage
    FOR EACH ROW EXECUTE FUNCTION public.finance_paper_enters();
REVOKE DELETE, TRUNCATE ON public.finance_paperbook FROM occe_app;
REVOKE UPDATE, DELETE, TRUNCATE ON public.finance_paperpage FROM occe_app;
"""
NO_MODE = """
GRANT DELETE ON public.finance_paperbook TO occe_app;
GRANT UPDATE, DELETE ON public.finance_paperpage TO occe_app;
DROP TRIGGER finance_paper_enters ON public.finance_paperpage;
DROP TRIGGER finance_paper_enters ON public.finance_paperbook;
DROP FUNCTION public.finance_paper_enters();
DROP TRIGGER finance_entry_of_paper ON public.finance_entry;
DROP FUNCTION public.finance_entry_of_paper();
DROP TRIGGER finance_book_mode ON public.finance_book;
DROP FUNCTION public.finance_book_mode();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cooperatives', '0001_initial'),
        ('finance', '0031_entry_remarks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [Tables(
        migrations.CreateModel(
            name='PaperBook',
            fields=[
                ('book', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='paper', serialize=False, to='finance.book')),
                ('statement_balance', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='solde du relevé')),
                ('going_out', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='chèques et paiements en route')),
                ('coming_in', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='versements en route')),
                ('typed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='repris le')),
                ('federation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.federation')),
                ('typed_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'année tenue sur papier',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('coming_in__gte', 0), ('going_out__gte', 0)), name='finance_paperbook_on_their_way'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PaperPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('added_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('book', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='paper_pages', to='finance.book')),
                ('federation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.federation')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='paper_pages', to='cooperatives.storedfile')),
            ],
            options={
                'verbose_name': 'page du cahier papier',
                'ordering': ['id'],
                'constraints': [
                    models.UniqueConstraint(fields=('book', 'file'), name='finance_paperpage_once'),
                ],
            },
        ),
    ),
        migrations.RunSQL(MODE, NO_MODE),
    ]
