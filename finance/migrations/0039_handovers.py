import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models
from occe.kit.tables import Tables


# As in 0002, the federation is part of what a row points with. What was left on an evening is written once and proved
# against the ledger as it was written; who takes over ticks until signing, and changes nothing else.
GUARDS = """
ALTER TABLE finance_handover ADD CONSTRAINT finance_handover_one_book
    FOREIGN KEY (federation_id, book_id) REFERENCES finance_book (federation_id, id);

CREATE FUNCTION public.finance_handover_enters() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    held record;
    place bigint;
BEGIN
    SELECT b.cooperative_id INTO place FROM public.finance_book b JOIN public.cooperatives_schoolyear y
        ON y.id = b.year_id WHERE b.id = NEW.book_id AND NEW.day BETWEEN y.starts AND y.ends;
    IF place IS NULL OR NEW.taken_at IS NOT NULL
        OR NOT EXISTS (SELECT FROM public.cooperatives_mandate WHERE id = NEW.mandate_id AND cooperative_id = place)
        OR NEW.count_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM public.finance_cashcount WHERE id = NEW.count_id AND book_id = NEW.book_id
                AND classroom_id IS NULL AND state = 'confirmed' AND counted_on = NEW.day)
        OR NEW.statement_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM public.finance_bankstatement s JOIN public.finance_bankaccount a ON a.id = s.account_id
            WHERE s.id = NEW.statement_id AND a.cooperative_id = place) THEN
        RAISE EXCEPTION 'a handover is of the book, of its cooperative and of its year'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_handover_of_the_book';
    END IF;
    SELECT coalesce(sum(l.debit - l.credit) FILTER (WHERE a.treasury = 'bank'), 0) AS bank,
            coalesce(sum(l.debit - l.credit) FILTER (WHERE a.treasury = 'cash'), 0) AS cash,
            coalesce(sum(l.debit - l.credit) FILTER (WHERE a.treasury = 'class_box'), 0) AS class_boxes
        INTO held FROM public.finance_entryline l
        JOIN public.finance_entry e ON e.id = l.entry_id JOIN public.finance_account a ON a.id = l.account_id
        WHERE e.book_id = NEW.book_id AND e.number <= NEW.last_number AND e.date <= NEW.day AND a.kind = 'treasury';
    IF (held.bank, held.cash, held.class_boxes) IS DISTINCT FROM (NEW.bank, NEW.cash, NEW.class_boxes) THEN
        RAISE EXCEPTION 'the book holds %, % and % on that evening', held.bank, held.cash, held.class_boxes
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_handover_as_the_book';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER finance_handover_enters BEFORE INSERT ON public.finance_handover
    FOR EACH ROW EXECUTE FUNCTION public.finance_handover_enters();

CREATE FUNCTION public.finance_handover_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.taken_at IS NOT NULL
        OR to_jsonb(NEW) - 'taken_at' - 'taken_by_mandate_id' <> to_jsonb(OLD) - 'taken_at' - 'taken_by_mandate_id' THEN
        RAISE EXCEPTION 'handover % was written once', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_handover_written_once';
    END IF;
    IF NOT EXISTS (SELECT FROM public.cooperatives_mandate mine JOIN public.cooperatives_mandate theirs
            ON theirs.cooperative_id = mine.cooperative_id AND theirs.user_id <> mine.user_id
            WHERE mine.id = OLD.mandate_id AND theirs.id = NEW.taken_by_mandate_id) THEN
        RAISE EXCEPTION 'handover % is taken over by another mandataire of the cooperative', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_handover_another_mandataire';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER finance_handover_stays BEFORE UPDATE ON public.finance_handover
    FOR EACH ROW EXECUTE FUNCTION public.finance_handover_stays();

CREATE FUNCTION public.finance_handedthing_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM public.finance_handover WHERE id = NEW.handover_id AND taken_at IS NOT NULL)
        OR TG_OP = 'INSERT' AND NEW.taken
        OR TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'taken' <> to_jsonb(OLD) - 'taken' THEN
        RAISE EXCEPTION 'of a thing, who takes over says whether it is there, until signing'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_handedthing_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER finance_handedthing_stays BEFORE INSERT OR UPDATE ON public.finance_handedthing
    FOR EACH ROW EXECUTE FUNCTION public.finance_handedthing_stays();

CREATE FUNCTION public.finance_firstlook_enters() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM public.finance_handover h JOIN public.finance_accountreview r ON r.book_id = h.book_id
                   WHERE h.id = NEW.handover_id AND r.id = NEW.review_id) THEN
        RAISE EXCEPTION 'a first look is a part of the review of its book'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_firstlook_of_the_book';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER finance_firstlook_enters BEFORE INSERT ON public.finance_firstlook
    FOR EACH ROW EXECUTE FUNCTION public.finance_firstlook_enters();

CREATE TRIGGER finance_handover_never_goes BEFORE DELETE OR TRUNCATE ON public.finance_handover
    FOR EACH STATEMENT EXECUTE FUNCTION public.finance_refuse_change();
CREATE TRIGGER finance_handedthing_never_goes BEFORE DELETE OR TRUNCATE ON public.finance_handedthing
    FOR EACH STATEMENT EXECUTE FUNCTION public.finance_refuse_change();
CREATE TRIGGER finance_handoveritem_never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON public.finance_handoveritem
    FOR EACH STATEMENT EXECUTE FUNCTION public.finance_refuse_change();
CREATE TRIGGER finance_firstlook_never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON public.finance_firstlook
    FOR EACH STATEMENT EXECUTE FUNCTION public.finance_refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON public.finance_handover, public.finance_handedthing, public.finance_handoveritem,
    public.finance_firstlook FROM occe_app;
GRANT UPDATE (taken_at, taken_by_mandate_id) ON public.finance_handover TO occe_app;
GRANT UPDATE (taken) ON public.finance_handedthing TO occe_app;
"""
# Who receives the list of a comparison receives all of it: asked at commit, as for a closed month.
ADDS_UP = """
CREATE FUNCTION public.finance_check_handover(checked bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    left_then public.finance_handover;
    found record;
BEGIN
    SELECT * INTO left_then FROM public.finance_handover WHERE id = checked;
    SELECT coalesce(-sum(amount) FILTER (WHERE side = 'book' AND amount < 0), 0) AS going_out,
        coalesce(sum(amount) FILTER (WHERE side = 'book' AND amount > 0), 0) AS coming_in,
        coalesce(sum(amount) FILTER (WHERE side = 'bank'), 0) AS not_in_book
        INTO found FROM public.finance_handoveritem WHERE handover_id = checked;
    IF left_then.statement_id IS NOT NULL AND (found.going_out, found.coming_in, found.not_in_book)
            IS DISTINCT FROM (left_then.going_out, left_then.coming_in, left_then.not_in_book) THEN
        RAISE EXCEPTION 'the list of handover % is not its own', checked
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_handover_adds_up';
    END IF;
END $$;
CREATE FUNCTION public.finance_handover_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM public.finance_check_handover(NEW.id);
    RETURN NULL;
END $$;
CREATE FUNCTION public.finance_handoveritem_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM public.finance_check_handover(NEW.handover_id);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER finance_handover_adds_up AFTER INSERT ON public.finance_handover
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.finance_handover_adds_up();
CREATE CONSTRAINT TRIGGER finance_handoveritem_adds_up AFTER INSERT ON public.finance_handoveritem
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.finance_handoveritem_adds_up();
"""
FREE = """
GRANT UPDATE, DELETE ON public.finance_handover, public.finance_handedthing, public.finance_handoveritem,
    public.finance_firstlook TO occe_app;
DROP TRIGGER finance_firstlook_never_changes ON public.finance_firstlook;
DROP TRIGGER finance_handoveritem_never_changes ON public.finance_handoveritem;
DROP TRIGGER finance_handedthing_never_goes ON public.finance_handedthing;
DROP TRIGGER finance_handover_never_goes ON public.finance_handover;
DROP TRIGGER finance_firstlook_enters ON public.finance_firstlook;
DROP TRIGGER finance_handedthing_stays ON public.finance_handedthing;
DROP TRIGGER finance_handover_stays ON public.finance_handover;
DROP TRIGGER finance_handover_enters ON public.finance_handover;
DROP FUNCTION public.finance_firstlook_enters();
DROP FUNCTION public.finance_handedthing_stays();
DROP FUNCTION public.finance_handover_stays();
DROP FUNCTION public.finance_handover_enters();
ALTER TABLE finance_handover DROP CONSTRAINT finance_handover_one_book;
"""
ADDS_NOTHING = """
DROP TRIGGER finance_handoveritem_adds_up ON public.finance_handoveritem;
DROP TRIGGER finance_handover_adds_up ON public.finance_handover;
DROP FUNCTION public.finance_handoveritem_adds_up();
DROP FUNCTION public.finance_handover_adds_up();
DROP FUNCTION public.finance_check_handover(bigint);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cooperatives', '0001_initial'),
        ('finance', '0036_paper_item_guards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [Tables(
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('day', models.DateField(verbose_name='arrêté au soir du')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='écrit le')),
                ('last_number', models.PositiveIntegerField()),
                ('bank', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='à la banque, au cahier')),
                ('cash', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='en caisse, au cahier')),
                ('class_boxes', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='dans les boîtes des classes')),
                ('basis', models.CharField(blank=True, choices=[('statement', 'relevé de la banque'), ('hand', 'relevé en papier'), ('framed', 'relevés qui encadrent le mois'), ('declared', 'mois déclaré sans mouvement')], max_length=9, verbose_name='d’après')),
                ('statement_balance', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='solde du relevé')),
                ('going_out', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='chèques et paiements en route')),
                ('coming_in', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='versements en route')),
                ('not_in_book', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='à la banque, pas au cahier')),
                ('taken_at', models.DateTimeField(blank=True, null=True, verbose_name='repris le')),
                ('book', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to='finance.book')),
                ('count', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='finance.cashcount')),
                ('federation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.federation')),
                ('mandate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to='cooperatives.mandate')),
                ('statement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='finance.bankstatement')),
                ('taken_by_mandate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taken_handovers', to='cooperatives.mandate')),
            ],
            options={
                'verbose_name': 'arrêté de passation',
                'ordering': ['book_id', 'day', 'id'],
                'constraints': [
                    models.UniqueConstraint(fields=('book', 'day'), name='finance_handover_once_a_day', violation_error_message='Les comptes sont déjà arrêtés à ce jour.'),
                    models.CheckConstraint(condition=models.Q(('bank', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('statement_balance'), '-', models.F('going_out')), '+', models.F('coming_in')), '-', models.F('not_in_book')))), name='finance_handover_agrees', violation_error_message='Le relevé et le cahier ne disent pas la même somme.'),
                    models.CheckConstraint(condition=models.Q(('coming_in__gte', 0), ('going_out__gte', 0)), name='finance_handover_on_their_way'),
                    models.CheckConstraint(condition=models.Q(models.Q(('taken_at__isnull', True), ('taken_by_mandate__isnull', True)), models.Q(('taken_at__isnull', False), ('taken_by_mandate__isnull', False)), _connector='OR'), name='finance_handover_taken_by_and_at'),
                    models.CheckConstraint(condition=models.Q(('taken_by_mandate__isnull', True), models.Q(('taken_by_mandate', models.F('mandate')), _negated=True), _connector='OR'), name='finance_handover_two_mandates', violation_error_message='Une passation porte deux signatures\xa0: qui part, et qui reprend.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='HandedThing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('thing', models.CharField(choices=[('chequebooks', 'les chéquiers'), ('bank_keys', 'les accès à la banque\xa0: codes, carte de dépôt'), ('statements', 'les relevés de la banque'), ('cash_box', 'la caisse et sa clé'), ('originals', 'les pièces de l’année, avec leurs originaux'), ('reports', 'les comptes rendus des années passées'), ('decisions', 'le cahier des décisions'), ('inventory', 'le cahier d’inventaire'), ('goods', 'les biens qui y sont inscrits'), ('rules', 'le règlement de la coopérative'), ('keys', 'les clés\xa0: armoire, local')], max_length=12, verbose_name='quoi')),
                ('rank', models.PositiveSmallIntegerField()),
                ('given', models.BooleanField(default=False, verbose_name='remis')),
                ('taken', models.BooleanField(default=False, verbose_name='reçu')),
                ('handover', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='things', to='finance.handover')),
            ],
            options={
                'verbose_name': 'chose remise',
                'ordering': ['handover_id', 'rank'],
                'constraints': [
                    models.UniqueConstraint(fields=('handover', 'thing'), name='finance_handedthing_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='HandoverItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('book', 'au cahier, pas encore à la banque'), ('bank', 'à la banque, pas encore au cahier')], max_length=4)),
                ('date', models.DateField(verbose_name='date')),
                ('label', models.CharField(max_length=200, verbose_name='libellé')),
                ('cheque_number', models.CharField(blank=True, max_length=12, verbose_name='chèque')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='somme')),
                ('handover', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='finance.handover')),
            ],
            options={
                'verbose_name': 'ligne en suspens à la passation',
                'ordering': ['handover_id', 'side', 'date', 'id'],
            },
        ),
        migrations.CreateModel(
            name='FirstLook',
            fields=[
                ('handover', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='first_look', serialize=False, to='finance.handover')),
                ('held_on', models.DateField(verbose_name='réunion du')),
                ('cash_counted', models.BooleanField(default=False, verbose_name='la caisse a été comptée devant nous')),
                ('chequebooks_seen', models.BooleanField(default=False, verbose_name='nous avons vu les chéquiers')),
                ('originals_seen', models.BooleanField(default=False, verbose_name='nous avons vu les originaux des pièces tirées')),
                ('inventory_seen', models.BooleanField(default=False, verbose_name='nous avons vu l’inventaire')),
                ('register_seen', models.BooleanField(default=False, verbose_name='nous avons vu le cahier des décisions')),
                ('seen', models.PositiveSmallIntegerField(verbose_name='pièces regardées')),
                ('drawn', models.PositiveSmallIntegerField(verbose_name='pièces à regarder')),
                ('number', models.PositiveIntegerField()),
                ('remarks', models.TextField(blank=True, verbose_name='remarques des vérificateurs')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='first_looks', to='finance.accountreview')),
            ],
            options={
                'verbose_name': 'premier regard des vérificateurs',
            },
        ),
    ),
        migrations.RunSQL(GUARDS, FREE),
        migrations.RunSQL(ADDS_UP, ADDS_NOTHING),
    ]
