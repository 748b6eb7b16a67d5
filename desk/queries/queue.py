"""What waits for the association: one queue over several kinds of thing, each with its age and one act."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import CharField, Count, Exists, F, Min, OuterRef, QuerySet, Subquery, TextChoices, Value
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import ClassTeacher, Cooperative, Mandate, Registration, RegistrationEvent, School, StaffRole
from desk.queries.standing import with_standing
from finance.models import Book, Grant
from members.models import User
from occe.kit.actors import Actor
from projects.models import ContentReport
from support.models import HelpTicket


class Kind(TextChoices):
    """The kinds of thing in the queue, one act each."""

    REQUEST = "request"
    DESCRIBED = "described"
    MANDATE = "mandate"
    SIGNATURE = "signature"
    ACCOUNT = "account"
    NOBODY = "nobody"
    BOOK = "book"
    AID = "aid"
    SCHOOL = "school"
    ADDRESS = "address"
    CORRECTION = "correction"
    QUESTION = "question"
    REPORTED = "reported"


class Group(TextChoices):
    """The filters of the page."""

    REQUESTS = "requests", _("Demandes à ouvrir")
    SCHOOLS = "schools", _("Écoles à relier")
    MANDATES = "mandates", _("Mandats")
    ACCOUNTS = "accounts", _("Comptes en banque")
    NOBODY = "nobody", _("Sans mandataire")
    BOOKS = "books", _("Cahiers envoyés")
    AIDS = "aids", _("Aides demandées")
    ADDRESSES = "addresses", _("Adresses à vérifier")
    QUESTIONS = "questions", _("Questions des écoles")
    REPORTED = "reported", _("Contenus signalés")
    ELSEWHERE = "elsewhere", _("Chez les écoles")


GROUP_OF = {
    Kind.REQUEST: Group.REQUESTS,
    Kind.DESCRIBED: Group.SCHOOLS,
    Kind.MANDATE: Group.MANDATES,
    Kind.SIGNATURE: Group.MANDATES,
    Kind.ACCOUNT: Group.ACCOUNTS,
    Kind.NOBODY: Group.NOBODY,
    Kind.BOOK: Group.BOOKS,
    Kind.AID: Group.AIDS,
    Kind.SCHOOL: Group.SCHOOLS,
    Kind.ADDRESS: Group.ADDRESSES,
    Kind.CORRECTION: Group.ELSEWHERE,
    Kind.QUESTION: Group.QUESTIONS,
    Kind.REPORTED: Group.REPORTED,
}


@dataclass(frozen=True, slots=True)
class Thing:
    """One line of the queue: what it is, the day since which it waits, and (for a page of the queue) its object."""

    kind: Kind
    pk: int
    since: date
    subject: Any = None

    @property
    def group(self) -> Group:
        return GROUP_OF[self.kind]


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many things of a kind wait, and since when the oldest does."""

    count: int
    oldest: date


class Things(Sequence[Thing]):
    """The things of some kinds, the oldest first, without their objects. Counted already; a slice is one query."""

    def __init__(self, actor: Actor, found: dict[Kind, Waiting]):
        self._actor, self._found = actor, found

    def __len__(self) -> int:
        return sum(waiting.count for waiting in self._found.values())

    def __getitem__(self, wanted):
        if isinstance(wanted, slice):
            return [Thing(Kind(kind), pk, since) for kind, pk, since in self._rows()[wanted]]
        return self[wanted : wanted + 1][0]

    def __iter__(self) -> Iterator[Thing]:
        return iter(self[:])

    @property
    def oldest(self) -> date | None:
        """Since when the oldest waits; None when nothing does."""
        return min((waiting.oldest for waiting in self._found.values()), default=None)

    def _rows(self) -> QuerySet:
        parts = [_rows(kind, *SOURCES[kind](self._actor)) for kind in self._found]
        if not parts:
            return Cooperative.objects.none().values_list("pk")
        first, *others = parts
        return (first.union(*others, all=True) if others else first).order_by("day", "thing", "pk")


@dataclass(frozen=True, slots=True)
class Queue:
    """What each kind holds: enough to count, to filter and to know which pages there are."""

    actor: Actor
    found: dict[Kind, Waiting]

    @property
    def things(self) -> Things:
        """All, what waits at the schools included."""
        return Things(self.actor, self.found)

    @property
    def waiting(self) -> Things:
        """What waits for the association; what a school has to complete waits elsewhere."""
        return self._those(lambda group: group != Group.ELSEWHERE)

    def of(self, group: str) -> Things:
        """The things of one filter; all that wait for the association without one."""
        return self._those(lambda own: own == group) if group else self.waiting

    def counts(self) -> list[tuple[Group, int]]:
        """How many things each filter holds; empty filters are left out."""
        return [(group, len(things)) for group in Group if (things := self.of(group))]

    def _those(self, wanted: Callable[[Group], bool]) -> Things:
        return Things(self.actor, {kind: held for kind, held in self.found.items() if wanted(GROUP_OF[kind])})


def queue_of(actor: Actor) -> Queue:
    """What waits in the actor's association, counted by kind in one query; nothing else is read yet."""
    parts = [
        rows.order_by()
        .annotate(thing=Value(str(kind), CharField()), day=since)
        .values("thing")
        .annotate(count=Count("pk"), oldest=Min("day"))
        .values_list("thing", "count", "oldest")
        for kind, (rows, since) in ((kind, SOURCES[kind](actor)) for kind in Kind)
    ]
    rows = parts[0].union(*parts[1:], all=True)
    return Queue(actor, {Kind(kind): Waiting(count, oldest) for kind, count, oldest in rows if count})


def with_subjects(things: Iterable[Thing]) -> list[Thing]:
    """The same things with their objects and all that a line shows of them: at most four queries a kind."""
    things = list(things)
    found: dict[tuple[Kind, int], Any] = {}
    for kind in {thing.kind for thing in things}:
        rows = SUBJECTS[kind]().filter(pk__in=[thing.pk for thing in things if thing.kind == kind])
        found |= {(kind, row.pk): row for row in rows}
    return [replace(thing, subject=found[thing.kind, thing.pk]) for thing in things if (thing.kind, thing.pk) in found]


def _rows(kind: Kind, rows: QuerySet, since: Any) -> QuerySet:
    return rows.order_by().annotate(thing=Value(str(kind), CharField()), day=since).values_list("thing", "pk", "day")


# --- where each kind comes from: its rows, and the day since which each waits ----------------------------------------


def _latest(events: QuerySet, field: str) -> Subquery:
    return Subquery(events.order_by(f"-{field}").values(field)[:1])


def _requests(actor: Actor) -> tuple[QuerySet, Any]:
    waiting = Registration.objects.visible_to(actor).waiting_for_staff()
    return waiting.filter(school__isnull=False), TruncDate("sent_at")


def _described(actor: Actor) -> tuple[QuerySet, Any]:
    """Requests whose school the teacher described: it is to be found in the directory first."""
    waiting = Registration.objects.visible_to(actor).waiting_for_staff()
    return waiting.filter(school__isnull=True), TruncDate("sent_at")


def _corrections(actor: Actor) -> tuple[QuerySet, Any]:
    asked = RegistrationEvent.objects.filter(registration=OuterRef("pk"), kind=RegistrationEvent.Kind.CORRECTION)
    rows = Registration.objects.visible_to(actor).filter(state=Registration.State.TO_CORRECT)
    return rows, TruncDate(Coalesce(_latest(asked, "at"), F("sent_at")))


def _mandates(actor: Actor) -> tuple[QuerySet, Any]:
    """Accepted by the person, waiting for the board."""
    rows = Mandate.objects.visible_to(actor).filter(state=Mandate.State.ACCEPTED)
    return rows, Coalesce(F("accepted_on"), F("starts_on"))


def _signatures(actor: Actor) -> tuple[QuerySet, Any]:
    """Approved, but not known to the bank yet although the cooperative's account is open."""
    rows = Mandate.objects.visible_to(actor).filter(
        state=Mandate.State.APPROVED, cooperative__account_opened_on__isnull=False
    )
    return rows, F("approved_on")


def _accounts(actor: Actor) -> tuple[QuerySet, Any]:
    rows = Cooperative.objects.visible_to(actor).active().filter(account_opened_on__isnull=True)
    return rows, Coalesce(F("account_step_since"), F("approved_on"))


def _nobody(actor: Actor) -> tuple[QuerySet, Any]:
    """Living cooperatives without a mandate in force: since the last one ended or was suspended."""
    rows = with_standing(Cooperative.objects.visible_to(actor).active()).filter(has_mandataire=False)
    ended = Mandate.objects.filter(cooperative=OuterRef("pk"), ends_on__isnull=False)
    paused = Mandate.pgh_event_model.objects.filter(cooperative=OuterRef("pk"), state=Mandate.State.SUSPENDED)
    since = Coalesce(_latest(ended, "ends_on"), TruncDate(_latest(paused, "pgh_created_at")), F("approved_on"))
    return rows, since


def _books(actor: Actor) -> tuple[QuerySet, Any]:
    """Books of the year that were sent, to be accepted or returned; in a closed year neither can be done."""
    sent = Book.objects.visible_to(actor).filter(state=Book.State.SUBMITTED, year__closed_at__isnull=True)
    return sent.filter(cooperative__isnull=False), TruncDate("submitted_at")


def _aids(actor: Actor) -> tuple[QuerySet, Any]:
    """What cooperatives ask the association for, in years that are open."""
    asked = Grant.objects.visible_to(actor).asked_of_association().filter(year__closed_at__isnull=True)
    return asked, Coalesce(F("asked_on"), F("year__starts"))


def _schools(actor: Actor) -> tuple[QuerySet, Any]:
    """Cooperatives whose school is still only described."""
    rows = Cooperative.objects.visible_to(actor).active().filter(school__source=School.Source.DESCRIBED)
    return rows, F("approved_on")


def _addresses(actor: Actor) -> tuple[QuerySet, Any]:
    return users_to_verify(actor), TruncDate("date_joined")


def users_to_verify(actor: Actor) -> QuerySet[User]:
    """People of the actor's association whose e-mail address was never proved: letters may not reach them."""
    mine = {"user": OuterRef("pk")}
    tied = (
        Exists(Mandate.objects.visible_to(actor).filter(**mine).exclude(state__in=OVER))
        | Exists(Registration.objects.visible_to(actor).open().filter(applicant=OuterRef("pk")))
        | Exists(ClassTeacher.objects.filter(**mine, classroom__cooperative__in=Cooperative.objects.visible_to(actor)))
        | Exists(StaffRole.objects.visible_to(actor).in_force(timezone.localdate()).filter(**mine))
    )
    # "Not in" is asked of each user before the four questions above, which then run for the few who are left.
    proved = EmailAddress.objects.filter(verified=True).values("user")
    return User.objects.filter(is_active=True).exclude(pk__in=proved).filter(tied)


def _questions(actor: Actor) -> tuple[QuerySet, Any]:
    return HelpTicket.objects.visible_to(actor).waiting(), TruncDate("asked_at")


def _reported(actor: Actor) -> tuple[QuerySet, Any]:
    """What readers of the public stories found wrong."""
    return ContentReport.objects.visible_to(actor).waiting(), TruncDate("at")


OVER = (Mandate.State.ENDED, Mandate.State.WITHDRAWN)

SOURCES: dict[Kind, Callable[[Actor], tuple[QuerySet, Any]]] = {
    Kind.REQUEST: _requests,
    Kind.DESCRIBED: _described,
    Kind.MANDATE: _mandates,
    Kind.SIGNATURE: _signatures,
    Kind.ACCOUNT: _accounts,
    Kind.NOBODY: _nobody,
    Kind.BOOK: _books,
    Kind.AID: _aids,
    Kind.SCHOOL: _schools,
    Kind.ADDRESS: _addresses,
    Kind.CORRECTION: _corrections,
    Kind.QUESTION: _questions,
    Kind.REPORTED: _reported,
}


def _registrations() -> QuerySet:
    return Registration.objects.select_related("school", "applicant").prefetch_related("documents", "classes")


def _cooperatives() -> QuerySet:
    return Cooperative.objects.select_related("school")


def _mandates_shown() -> QuerySet:
    return Mandate.objects.select_related("cooperative__school", "user")


def _books_shown() -> QuerySet:
    return Book.objects.select_related("cooperative__school", "year")


def _aids_shown() -> QuerySet:
    return Grant.objects.select_related("cooperative__school")


def _tickets() -> QuerySet:
    return HelpTicket.objects.select_related("cooperative__school", "asked_by")


def _reports() -> QuerySet:
    return ContentReport.objects.select_related("project__cooperative__school")


SUBJECTS: dict[Kind, Callable[[], QuerySet]] = {
    Kind.REQUEST: _registrations,
    Kind.DESCRIBED: _registrations,
    Kind.MANDATE: _mandates_shown,
    Kind.SIGNATURE: _mandates_shown,
    Kind.ACCOUNT: _cooperatives,
    Kind.NOBODY: _cooperatives,
    Kind.BOOK: _books_shown,
    Kind.AID: _aids_shown,
    Kind.SCHOOL: _cooperatives,
    Kind.ADDRESS: User.objects.all,
    Kind.CORRECTION: _registrations,
    Kind.QUESTION: _tickets,
    Kind.REPORTED: _reports,
}
