"""An expense while it is written: begun, saved step by step, checked by a second pupil, sent.

Each function locks the claim, then looks at it. `version` is what the writer saw: another version means that somebody
else saved meanwhile, and nothing is overwritten.
"""

import datetime
from decimal import Decimal
from typing import TypedDict, TypeVar, Unpack
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import Classroom, Cooperative, StoredFile
from councils.models import Decision
from finance import permissions
from finance.chart_of_accounts import ACCOUNT_OF_CATEGORY, EDUCATION
from finance.errors import ClaimAlreadyAnswered, ClaimChanged, ClaimRefused, NameWritten, NotYours
from finance.models import (
    Account,
    Activity,
    Book,
    ClaimCheck,
    ClaimEvent,
    DepositSlip,
    ExpenseClaim,
    Grant,
    PracticeRun,
)
from finance.queries.stories import looks_since_sent
from members.models import Pupil, User
from members.naming import class_first_name_in
from occe.kit.actors import Actor, Adult, PupilActor
from occe.kit.dates import format_day, today
from occe.kit.folded import LineEmpty, clean_line
from projects.models import Project

from .asking import ask_outside
from .enough import check_amount
from .posting import locked_books

State = ExpenseClaim.State
Kind = ClaimEvent.Kind
LENGTHS = {"what": 120, "shop": 80, "words": 200}
Written = TypeVar("Written", ExpenseClaim, DepositSlip)


class ClaimFacts(TypedDict, total=False):
    """What an expense says; every fact may come later, and None or "" takes one back."""

    category: str
    what: str
    shop: str
    amount: Decimal | None
    issued_on: datetime.date | None
    account: Account | None
    project: Project | None
    decision: Decision | None
    activity: Activity | None
    grant: Grant | None
    photo: StoredFile | None
    paid_with: str
    advanced_by: User | None


@transaction.atomic
def draft_claim(
    cooperative: Cooperative,
    *,
    by: Actor,
    classroom: Classroom | None = None,
    request_id: UUID | None = None,
    **facts: Unpack[ClaimFacts],
) -> ExpenseClaim:
    """Begin an expense of a class (or of the school as a whole). A pupil's in a practice class is false from the start.

    `request_id` becomes its public id: the same one again, from a form sent twice, gives the same expense as it stands.
    Raises NotYours, ClaimRefused, NameWritten.
    """
    if not permissions.can_draft(by, cooperative, classroom):
        raise NotYours(_("Dans cette classe, ce sont les trésoriers qui écrivent les dépenses."))
    practice = practice_of(classroom) if isinstance(by, PupilActor) else None
    claim = ExpenseClaim(
        federation_id=cooperative.federation_id, cooperative=cooperative, classroom=classroom, practice=practice
    )
    if isinstance(by, PupilActor):
        claim.drafted_by_pupil_id = by.pupil_id
    elif isinstance(by, Adult):
        claim.drafted_by_user_id = by.user_id
    write_facts(claim, facts, by=by)
    return first_of_request(claim, request_id, by=by)


@transaction.atomic
def update_claim(claim: ExpenseClaim, *, by: Actor, version: int, **facts: Unpack[ClaimFacts]) -> ExpenseClaim:
    """Save what its author wrote so far. Raises NotYours, ClaimChanged, ClaimAlreadyAnswered, ClaimRefused."""
    claim = _open_to_author(claim, by=by, version=version)
    write_facts(claim, facts, by=by)
    claim.version += 1
    claim.save()
    return claim


@transaction.atomic
def discard_draft(claim: ExpenseClaim, *, by: Actor) -> None:
    """Throw away a draft that was never sent. Raises NotYours, ClaimAlreadyAnswered."""
    claim = _open_to_author(claim, by=by)
    if claim.sent_at:
        raise ClaimAlreadyAnswered(_("Cette dépense a déjà été envoyée : elle reste, on peut la corriger."))
    claim.delete()


@transaction.atomic
def send_claim(claim: ExpenseClaim, *, by: Actor, version: int | None = None) -> ExpenseClaim:
    """Send the expense: to a second pupil when the class wants it so, and to the adults. Sent again: no change.

    Its account is the category's when none was chosen. Raises NotYours, ClaimChanged, ClaimAlreadyAnswered, and
    ClaimRefused at the field that is missing or does not fit.
    """
    claim = lock_claim(claim)
    if claim.state == State.SENT and permissions.can_write(by, claim):
        return claim
    claim = _open_to_author(claim, by=by, version=version)
    check_whole(claim, by=by)
    claim.state, claim.sent_at, claim.reason, claim.note = State.SENT, timezone.now(), "", ""
    claim.version += 1
    claim.save()
    tell(claim, Kind.SENT, by=by)
    ask_outside(claim)
    return claim


@transaction.atomic
def check_claim(
    claim: ExpenseClaim, *, by: PupilActor, verdict: str, aspect: str = "", words: str = ""
) -> ExpenseClaim:
    """A second pupil's word: "agree", or "look_again" with what is different, which brings the expense back to draft.

    `words` are the child's own and never name a child. Raises NotYours, ClaimAlreadyAnswered, ClaimRefused,
    NameWritten. The same pupil's second "agree" changes nothing; of two pupils who look at once, the first one counts.
    """
    claim = lock_claim(claim)
    if not permissions.can_check_claim(by, claim):
        raise NotYours(_("Un autre élève de la classe relit cette dépense."))
    if claim.state != State.SENT or claim.agreed_by_id:
        raise ClaimAlreadyAnswered(answered(claim))
    since = looks_since_sent(claim)
    if since.exclude(pupil_id=by.pupil_id).exists():
        raise ClaimAlreadyAnswered(_("Un autre élève a déjà relu cet achat."))
    again = verdict == ClaimCheck.Verdict.LOOK_AGAIN
    if not again and since.filter(verdict=verdict).exists():
        return claim
    if again and aspect not in ClaimCheck.Aspect.values[1:]:
        raise ClaimRefused(_("Dis ce qui est différent."), field="aspect")
    ClaimCheck.objects.create(
        claim=claim,
        pupil_id=by.pupil_id,
        verdict=verdict,
        aspect=aspect if again else "",
        words=_words(words, claim, by, field="words") if again else "",
    )
    if again:
        claim.state = State.DRAFT
        claim.version += 1
        claim.save(update_fields=["state", "version", "updated_at"])
    tell(claim, Kind.LOOK_AGAIN if again else Kind.CHECKED, by=by)
    return claim


@transaction.atomic
def forget_pupil(pupil: Pupil) -> None:
    """Erase what a child who leaves wrote in expenses, checks and slips. Rows, amounts and days stay."""
    ExpenseClaim.objects.filter(drafted_by_pupil=pupil).update(what="", shop="")
    DepositSlip.objects.filter(drafted_by_pupil=pupil).update(label="")
    ClaimCheck.objects.filter(pupil=pupil).update(words="")


# --- shared with the other services of claims ------------------------------------------------------------------------


def lock_claim(claim: ExpenseClaim) -> ExpenseClaim:
    """The claim's row, locked until the end of the transaction, with its cooperative, federation, class and account."""
    claims = ExpenseClaim.objects.select_for_update(of=("self",))
    claims = claims.select_related("cooperative__federation", "classroom", "account")
    locked = claims.order_by().filter(pk=claim.pk).first()
    if locked is None:
        raise ClaimAlreadyAnswered(_("Cette dépense n’est plus là : l’entraînement est fini."))
    return locked


def first_of_request(written: Written, request_id: UUID | None, *, by: Actor) -> Written:
    """Save what was just begun, under the id of its form; or give back the row that the same form made before.

    Raises NotYours when that row is somebody else's.
    """
    written.public_id = request_id or written.public_id
    try:
        with transaction.atomic():
            written.save(force_insert=True)
    except IntegrityError as refused:
        earlier = type(written)._default_manager.filter(public_id=request_id).first()
        if earlier is None:
            raise
        if not permissions.can_write(by, earlier):
            raise NotYours(_("Seul l’auteur de cette dépense écrit dedans.")) from refused
        return earlier
    return written


def practice_of(classroom: Classroom | None) -> PracticeRun | None:
    """The practice of the class, if it practises: it cannot be thrown away before the end of the transaction."""
    if classroom is None:
        return None
    runs = PracticeRun.objects.select_for_update(of=("self",), no_key=True)
    return runs.filter(classroom=classroom).first()


def tell(claim: ExpenseClaim, kind: ClaimEvent.Kind, *, by: Actor, **details: str) -> ClaimEvent:
    """Add a step to the story of the expense."""
    return ClaimEvent.objects.create(
        claim=claim,
        kind=kind,
        by_pupil_id=getattr(by, "pupil_id", None),
        by_user_id=getattr(by, "user_id", None),
        **details,
    )


def answered(claim: ExpenseClaim) -> str:
    """The sentence that says where the expense is now, and who brought it there."""
    last = claim.events.select_related("by_user").last()
    if last is None or last.by_user is None:
        return _("Cette dépense est maintenant « %(state)s ».") % {"state": claim.get_state_display()}
    return _("Cette dépense est maintenant « %(state)s » : %(who)s s’en est occupé le %(day)s.") % {
        "state": claim.get_state_display(),
        "who": last.by_user.get_short_name(),
        "day": format_day(timezone.localdate(last.at)),
    }


def check_version(claim: ExpenseClaim, version: int | None) -> None:
    """Refuse an act that was decided on another version than the one that stands."""
    if version is not None and version != claim.version:
        raise ClaimChanged(_("Quelqu’un d’autre a changé cette dépense entre-temps. Relisez-la, rien n’a été écrasé."))


def write_facts(claim: ExpenseClaim, facts: ClaimFacts, *, by: Actor) -> None:
    """Put facts on an unsaved claim once each was looked at: texts cleaned, belongings checked."""
    unknown = set(facts) - ClaimFacts.__annotations__.keys()
    if unknown:
        raise TypeError(f"an expense has no {', '.join(sorted(unknown))}")
    for field, value in facts.items():
        setattr(claim, field, _words(str(value or ""), claim, by, field=field) if field in LENGTHS else value)
    if claim.amount is not None and claim.amount <= 0:
        raise ClaimRefused(_("Une dépense est plus grande que zéro."), field="amount")
    if claim.amount is not None:
        check_amount(claim.amount, ClaimRefused, child=isinstance(by, PupilActor))
    for field in ("project", "activity", "grant"):
        if (linked := getattr(claim, field)) and linked.cooperative_id != claim.cooperative_id:
            raise ClaimRefused(_("Choisissez dans la liste de la coopérative."), field=field)
    if claim.decision and claim.decision.council.cooperative_id != claim.cooperative_id:
        raise ClaimRefused(_("Choisissez dans la liste de la coopérative."), field="decision")
    if claim.account and (claim.account.federation_id, claim.account.kind) != (claim.federation_id, "expense"):
        raise ClaimRefused(_("Choisissez à quoi l’argent a servi."), field="account")
    if claim.photo and claim.photo.federation_id != claim.federation_id:
        raise ClaimRefused(_("Cette photo n’est pas à vous."), field="photo")


def check_whole(claim: ExpenseClaim, *, by: Actor) -> None:
    """Refuse an expense to which something is missing; choose its account when nobody did."""
    child = isinstance(by, PupilActor)
    if claim.amount is None:
        raise ClaimRefused(
            _("Il manque la somme. Tape les euros, puis les centimes.") if child else _("Écrivez la somme."),
            field="amount",
        )
    if claim.issued_on is None:
        raise ClaimRefused(
            _("Il manque le jour. Regarde la date sur le ticket.") if child else _("Écrivez la date du ticket."),
            field="issued_on",
        )
    if claim.issued_on > today():
        raise ClaimRefused(
            _("Ce jour n’est pas encore arrivé. Regarde le calendrier.")
            if child
            else _("Cette date est dans l’avenir. Écrivez celle du ticket."),
            field="issued_on",
        )
    if claim.practice_id and claim.classroom:
        year_id = claim.classroom.year_id
    else:
        year_id = check_day(claim.cooperative, claim.issued_on, by=by).year_id
    if claim.account is None or claim.account.year_id != year_id:
        code = claim.account.code if claim.account else ACCOUNT_OF_CATEGORY.get(claim.category, EDUCATION)
        claim.account = Account.objects.filter(year=year_id, code=code).first()
    if claim.account is None:
        raise ClaimRefused(_("Choisissez à quoi l’argent a servi."), field="account")


def check_day(
    cooperative: Cooperative, day: datetime.date, *, by: Actor, field: str = "issued_on", lock: bool = False
) -> Book:
    """The book that a day falls in, if it is there and takes entries; to be posted in, `lock` it as `lock_book` does.

    Raises ClaimRefused.
    """
    books = locked_books() if lock else Book.objects.all()
    book = books.filter(cooperative=cooperative, year__starts__lte=day, year__ends__gte=day).first()
    child = isinstance(by, PupilActor)
    if book is None:
        years = Book.objects.filter(cooperative=cooperative).values_list("year__starts", "year__ends")
        first, last = min((starts for starts, _ends in years), default=day), max((e for _s, e in years), default=day)
        raise ClaimRefused(
            _("Ce jour n’est pas dans notre année. Regarde la date sur le ticket.")
            if child
            else _("Aucun cahier n’est ouvert à cette date. Choisissez un jour entre le %(first)s et le %(last)s.")
            % {"first": format_day(first), "last": format_day(min(last, today()))},
            field=field,
        )
    if not book.takes_entries:
        raise ClaimRefused(
            _("Le cahier de cette année-là est fermé. Montre le ticket à l’adulte.")
            if child
            else _("Le cahier %(year)s est %(state)s : il ne prend plus de dépense.")
            % {"year": book.year, "state": book.get_state_display()},
            field=field,
        )
    return book


def _open_to_author(claim: ExpenseClaim, *, by: Actor, version: int | None = None) -> ExpenseClaim:
    claim = lock_claim(claim)
    if not permissions.can_write(by, claim):
        raise NotYours(_("Seul l’auteur de cette dépense écrit dedans."))
    if not claim.is_editable:
        raise ClaimAlreadyAnswered(answered(claim))
    check_version(claim, version)
    return claim


def _words(text: str, claim: ExpenseClaim, by: Actor, *, field: str) -> str:
    """A text of one line, no longer than its column; a child's never holds a first name of the class."""
    try:
        line = clean_line(text)[: LENGTHS[field]] if text else ""
    except LineEmpty:
        return ""
    if line and isinstance(by, PupilActor) and claim.classroom and class_first_name_in(line, claim.classroom):
        raise NameWritten(_("Tu as écrit un prénom. Raconte sans le prénom."), field=field)
    return line
