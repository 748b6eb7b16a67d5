"""School years: opened one after the other, with their chart of accounts, classes, councils and books."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import Affiliation, Classroom, Cooperative, Federation, SchoolYear
from councils.services.councils import open_councils
from desk.errors import YearRefused
from finance.services.books import open_book, open_federation_book
from finance.services.charts import ensure_chart
from finance.services.class_funds import open_class_funds
from finance.services.class_rules import carry_class_rules
from finance.services.money_rules import carry_money_rules
from finance.services.vouchers import carry_scheme
from occe.kit.actors import Actor
from occe.kit.dates import format_day, school_year_of

# Books of the coming year are wanted from the day when the leavers' handover accounts begin: about 1 June.
AHEAD = timedelta(days=92)


def next_start(federation: Federation) -> date:
    """The 1 September of the year that can be opened next: after the last one, or today's when there is none."""
    last = federation.years.order_by("-starts").first()
    return last.ends + timedelta(days=1) if last else school_year_of(timezone.localdate()).start


@transaction.atomic
def open_year(federation: Federation, *, starts: date, by: Actor) -> SchoolYear:
    """Open a school year: its chart, its numbering of papers and its rules of money (last year's, as they stand), the
    classes of last year with their counts *to be confirmed* (an affiliation to be prepared carries them), the
    councils, the class funds, a book for each active cooperative, and the association's own.

    Fees are those of the year before until the treasury writes the new ones. Opening an open year again completes what
    is missing (a cooperative approved meanwhile) and changes nothing else. Raises YearRefused for a year that is not
    the next one, or that lies too far ahead.
    """
    Federation.objects.select_for_update(of=("self",)).get(pk=federation.pk)
    year = federation.years.filter(starts=starts).first() or _new_year(federation, starts)
    if not year.is_open:
        raise YearRefused(_("L’année %(year)s est close : rien ne s’y ouvre plus.") % {"year": year})
    ensure_chart(federation, year)
    carry_scheme(year)
    carry_money_rules(year)
    open_federation_book(federation, year, by=by)
    begin_year(list(federation.cooperatives.active()), year, by=by)
    return year


@transaction.atomic
def begin_year(cooperatives: list[Cooperative], year: SchoolYear, *, by: Actor) -> None:
    """What cooperatives of one association live on in an open year: the classes of the year before, affiliations,
    councils, books, class funds. What stands already stays."""
    earlier = SchoolYear.objects.filter(federation=year.federation_id, starts__lt=year.starts)
    before = earlier.order_by("-starts").first()
    if before is not None:
        _copy_classes(cooperatives, before, year)
    open_councils(cooperatives, year, by=by)
    _prepare_affiliations(cooperatives, year)
    for cooperative in cooperatives:
        open_book(cooperative, year, by=by)
    open_class_funds(_with_funds(cooperatives, year), by=by)
    carry_class_rules(Classroom.objects.filter(cooperative__in=cooperatives, year=year))


@transaction.atomic
def set_fees(
    year: SchoolYear,
    *,
    fee_per_member: Decimal,
    insurance_per_member: Decimal,
    affiliation_due_on: date | None,
    report_due_on: date | None,
    by: Actor,
) -> SchoolYear:
    """The year's fee and insurance, in euros a member, as the general assembly voted them, and its two deadlines.

    Raises YearRefused in a closed year, or when a cooperative's affiliation of that year is valid: it paid the fee that
    it was told.
    """
    locked = SchoolYear.objects.select_for_update(of=("self",)).get(pk=year.pk)
    if not locked.is_open:
        raise YearRefused(_("L’année %(year)s est close : ses cotisations ne changent plus.") % {"year": locked})
    amounts = (fee_per_member, insurance_per_member)
    if amounts != (locked.fee_per_member, locked.insurance_per_member) and _has_valid_affiliations(locked):
        raise YearRefused(
            _("Des coopératives ont déjà payé cette année : la cotisation ne change plus."), field="fee_per_member"
        )
    locked.fee_per_member, locked.insurance_per_member = amounts
    locked.affiliation_due_on, locked.report_due_on = affiliation_due_on, report_due_on
    locked.save(update_fields=["fee_per_member", "insurance_per_member", "affiliation_due_on", "report_due_on"])
    return locked


def _new_year(federation: Federation, starts: date) -> SchoolYear:
    if starts != next_start(federation):
        raise YearRefused(_("Les années s’ouvrent l’une après l’autre."), field="starts")
    if starts > timezone.localdate() + AHEAD:
        raise YearRefused(
            _("Cette année pourra être ouverte à partir du %(day)s.") % {"day": format_day(starts - AHEAD)},
            field="starts",
        )
    before = federation.years.order_by("-starts").first()
    return SchoolYear.objects.create(
        federation=federation,
        starts=starts,
        ends=date(starts.year + 1, 8, 31),
        fee_per_member=before.fee_per_member if before else 0,
        insurance_per_member=before.insurance_per_member if before else 0,
    )


def _copy_classes(cooperatives: list[Cooperative], before: SchoolYear, year: SchoolYear) -> None:
    """Last year's classes again, same name, levels and counts, each following its own; those that stand stay."""
    missing = (
        Classroom.objects.of_year(before)
        .filter(cooperative__in=cooperatives, followed_by__isnull=True)
        .exclude(cooperative__in=Classroom.objects.of_year(year).filter(follows=None).values("cooperative"))
    )
    Classroom.objects.bulk_create(
        Classroom(
            cooperative_id=last.cooperative_id,
            school_id=last.school_id,
            year=year,
            name=last.name,
            levels=last.levels,
            pupil_count=last.pupil_count,
            adult_count=last.adult_count,
            follows=last,
        )
        for last in missing
    )


def _prepare_affiliations(cooperatives: list[Cooperative], year: SchoolYear) -> None:
    """An affiliation to be prepared for each cooperative, with the counts of its classes: they wait for a yes."""
    counts: dict[int, list[int]] = {}
    for classroom in Classroom.objects.of_year(year).filter(cooperative__in=cooperatives):
        pupils, adults = counts.setdefault(classroom.cooperative_id, [0, 0])
        counts[classroom.cooperative_id] = [pupils + classroom.pupil_count, adults + classroom.adult_count]
    Affiliation.objects.bulk_create(
        [
            Affiliation(cooperative_id=cooperative_id, year=year, pupil_count=pupils, adult_count=adults)
            for cooperative_id, (pupils, adults) in counts.items()
        ],
        ignore_conflicts=True,
    )


def _with_funds(cooperatives: list[Cooperative], year: SchoolYear) -> QuerySet[Classroom]:
    """The classes that have a share of their cooperative's money: those of schools' cooperatives."""
    return (
        Classroom.objects.of_year(year)
        .filter(cooperative__in=cooperatives, cooperative__kind=Cooperative.Kind.SCHOOL)
        .select_related("cooperative")
    )


def _has_valid_affiliations(year: SchoolYear) -> bool:
    return Affiliation.objects.filter(year=year, state=Affiliation.State.VALID).exists()
