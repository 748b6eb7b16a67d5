"""The doors of the review: who reviews, what is looked at, the quitus.

At the school the mandataire holds the pen (or the association, for a school on paper); the reviewers look and sign on
the printed sheet. From afar a reviewer reads by a signed link (`finance.services.remote_reviews`).
"""

import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperatives.models import Mandate, StoredFile
from cooperatives.services.guests import end_link
from finance import permissions
from finance.errors import MandateNeeded, ReviewRefused
from finance.models import (
    AccountReview,
    Book,
    Entry,
    FirstLook,
    MoneyRules,
    Reviewer,
    SampledEntry,
    SampleLook,
    money_rules,
)
from members.naming import class_first_name_in, looks_like_a_person
from occe.kit.actors import Actor, Adult
from occe.kit.dates import format_day, today
from occe.kit.folded import clean_text, fold

from .posting import lock_book
from .samples import draw, new_seed
from .year_ends import last_number

MOST_REVIEWERS = 8
Outcome = AccountReview.Outcome


@transaction.atomic
def begin_review(book: Book, *, by: Adult) -> AccountReview:
    """The review of a book, with its sample drawn once; taken up again, it keeps its seed and its sample.

    Raises MandateNeeded.
    """
    book = lock_book(book)
    _check(book, by)
    standing = AccountReview.objects.filter(book=book).first()
    if standing:
        return standing
    review = AccountReview.objects.create(book=book, federation_id=book.federation_id, seed=new_seed())
    _draw(review)
    return review


@transaction.atomic
def draw_the_rest(review: AccountReview, *, by: Adult) -> AccountReview:
    """Draw, with the same seed, from what was written after the first look at the accounts of who left: the papers of
    the second period join the sample. Again: no change. Raises ReviewRefused, MandateNeeded.
    """
    review = _open(review, by)
    if look := look_before(review):
        _draw(review, after=look.number)
    return review


@transaction.atomic
def name_reviewer(review: AccountReview, *, name: str, quality: str, by: Adult) -> Reviewer:
    """Name somebody who reviews, as typed. The same name again changes the quality only.

    Raises MandateNeeded, ReviewRefused: a mandataire or a signatory of the cooperative never reviews its accounts.
    """
    review = _open(review, by)
    line = " ".join(clean_text(name).split())[:80]
    if not line:
        raise ReviewRefused(_("Écrivez le nom de la personne."), field="name")
    if fold(line) in _mandataires(review.book):
        raise ReviewRefused(
            _("Un mandataire ne vérifie pas ses propres comptes : il répond aux questions."), field="name"
        )
    standing = review.reviewers.filter(withdrawn_at__isnull=True)
    again = standing.filter(name=line).first()
    if again:
        again.quality = quality
        again.save(update_fields=["quality"])
        return again
    if standing.count() >= MOST_REVIEWERS:
        raise ReviewRefused(_("Huit personnes suffisent."), field="name")
    return Reviewer.objects.create(review=review, name=line, quality=quality)


@transaction.atomic
def withdraw_reviewer(reviewer: Reviewer, *, by: Adult) -> Reviewer:
    """Take back a name; a link that it had opens nothing more. Twice changes nothing."""
    _open(reviewer.review, by)
    reviewer = Reviewer.objects.select_for_update(of=("self",)).select_related("link").get(pk=reviewer.pk)
    if reviewer.withdrawn_at is None:
        reviewer.withdrawn_at = timezone.now()
        reviewer.save(update_fields=["withdrawn_at"])
        if reviewer.link:
            end_link(reviewer.link, by=by)
    return reviewer


@transaction.atomic
def ask_for(review: AccountReview, *, number: int, by: Actor) -> SampledEntry:
    """Look at one more entry, by its number in the book: the reviewers' own choice. Again: the same.

    Raises ReviewRefused, MandateNeeded.
    """
    review = _open(review, by)
    entry = Entry.objects.filter(book=review.book, number=number).first()
    if entry is None:
        raise ReviewRefused(_("Le cahier n’a pas d’écriture n° %(number)s.") % {"number": number}, field="number")
    rank = (review.sample.aggregate(last=Max("rank"))["last"] or 0) + 1
    facts = {"rank": rank, "why": SampledEntry.Why.ASKED}
    return SampledEntry.objects.get_or_create(review=review, entry=entry, defaults=facts)[0]


@transaction.atomic
def look(
    sampled: SampledEntry, *, is_right: bool, remark: str, by: Actor, reviewer: Reviewer | None = None
) -> SampleLook:
    """Say of a sampled paper that it is in order, or what is not. Said again, the last word counts.

    Raises ReviewRefused, MandateNeeded.
    """
    review = _open(sampled.review, by)
    remark = _told(remark, review.book, "remark")[:300]
    if not is_right and not remark:
        raise ReviewRefused(_("Dites ce qui n’est pas en ordre."), field="remark")
    facts = {"is_right": is_right, "remark": remark, "at": timezone.now()}
    return SampleLook.objects.update_or_create(sampled=sampled, reviewer=reviewer, defaults=facts)[0]


@transaction.atomic
def note_meeting(
    review: AccountReview,
    *,
    held_on: datetime.date | None,
    ticks: dict[str, bool],
    remarks: str,
    opinion: str,
    by: Adult,
) -> AccountReview:
    """What was seen at the meeting, what the reviewers remark, and what the pupils think, read aloud to them.

    Raises ReviewRefused, MandateNeeded.
    """
    review = _open(review, by)
    if held_on and held_on > today():
        raise ReviewRefused(_("Cette réunion n’a pas encore eu lieu."), field="held_on")
    review.held_on = held_on
    for name in AccountReview.TICKS:
        setattr(review, name, bool(ticks.get(name)))
    review.remarks = clean_text(remarks)[:4000]
    review.pupils_opinion = _told(opinion, review.book, "opinion")[:2000]
    review.save(update_fields=["held_on", *AccountReview.TICKS, "remarks", "pupils_opinion"])
    return review


@transaction.atomic
def close_review(review: AccountReview, *, outcome: str, sheet: StoredFile | None, by: Adult) -> AccountReview:
    """Record the quitus, given or refused, with the signed sheet. Again: no change.

    Raises ReviewRefused for what is missing (`missing_for_quitus`), MandateNeeded.
    """
    review = AccountReview.objects.select_for_update(of=("self",)).select_related("book__year").get(pk=review.pk)
    _check(review.book, by)
    if review.is_closed:
        return review
    review.sheet = sheet or review.sheet
    missing = missing_for_quitus(review, money_rules(review.book.year))
    if missing:
        raise ReviewRefused(missing[0])
    if outcome != Outcome.GRANTED and not review.remarks:
        raise ReviewRefused(_("Écrivez d’abord les remarques des vérificateurs."), field="outcome")
    now = timezone.now()
    review.outcome, review.closed_at, review.closed_by_id = outcome, now, by.user_id
    review.closed_number = last_number(review.book)
    review.save(update_fields=["sheet", "outcome", "closed_at", "closed_by", "closed_number"])
    on_paper = review.reviewers.filter(withdrawn_at__isnull=True, signed_how="")
    on_paper.update(signed_how=Reviewer.Signed.SHEET, signed_at=now)
    return review


@transaction.atomic
def take_up_again(review: AccountReview, *, by: Adult) -> AccountReview:
    """Open a review again: the book changed since the quitus, or was returned. Signatures are asked for anew.

    Raises ReviewRefused once the book has gone to the association, MandateNeeded.
    """
    review = AccountReview.objects.select_for_update(of=("self",)).select_related("book__year").get(pk=review.pk)
    _check(review.book, by)
    if not review.book.takes_entries:
        raise ReviewRefused(_("Le cahier est parti avec ce quitus : l’AD peut le renvoyer."))
    review.outcome, review.closed_at, review.closed_by, review.closed_number = Outcome.NONE, None, None, None
    review.sheet = None
    review.save(update_fields=["sheet", "outcome", "closed_at", "closed_by", "closed_number"])
    review.reviewers.update(signed_how="", signed_at=None, signed_name="")
    return review


def missing_for_quitus(review: AccountReview, rules: MoneyRules) -> list[str]:
    """What lacks before the quitus can be recorded, in sentences. Few queries."""
    named = list(review.reviewers.filter(withdrawn_at__isnull=True))
    parents = sum(reviewer.quality == Reviewer.Quality.PARENT for reviewer in named)
    missing = []
    lacking = rules.min_reviewers - len(named)
    if lacking > 0:
        missing.append(
            ngettext("Nommer encore %(n)s vérificateur", "Nommer encore %(n)s vérificateurs", lacking) % {"n": lacking}
        )
    if parents < rules.min_parent_reviewers:
        lacking = rules.min_parent_reviewers - parents
        missing.append(
            ngettext("Dont %(n)s parent d’élève au moins", "Dont %(n)s parents d’élèves au moins", lacking)
            % {"n": lacking}
        )
    if look := look_before(review):
        missing.append(
            _("Tirer les pièces écrites depuis le premier regard, le %(day)s") % {"day": format_day(look.held_on)}
        )
    unseen = review.sample.filter(looks__isnull=True).count()
    if unseen:
        missing.append(
            ngettext("%(n)s pièce tirée n’a pas été regardée", "%(n)s pièces tirées n’ont pas été regardées", unseen)
            % {"n": unseen}
        )
    if rules.remote_review and named and all(one.signed_how == Reviewer.Signed.CODE for one in named):
        return missing
    missing += [_("À cocher ensemble : %(what)s") % {"what": words} for words in review.missing_ticks]
    if review.sheet_id is None:
        missing.append(_("Joindre la feuille signée"))
    return missing


def look_before(review: AccountReview) -> FirstLook | None:
    """The last first look, when nothing was drawn yet of what was written after it. One query, most often."""
    look = review.first_looks.order_by("number").last()
    if look is None:
        return None
    drawn = review.sample.exclude(why=SampledEntry.Why.ASKED).filter(entry__number__gt=look.number)
    return None if drawn.exists() or not draw(review.book, review.seed, 1, after=look.number) else look


# --- what they have in common ----------------------------------------------------------------------------------------


def _draw(review: AccountReview, after: int = 0) -> None:
    size = money_rules(review.book.year).sample_size
    last = review.sample.aggregate(last=Max("rank"))["last"] or 0
    for rank, entry in enumerate(draw(review.book, review.seed, size, after=after), start=last + 1):
        why = SampledEntry.Why.DIRECT if entry.direct else SampledEntry.Why.DRAWN
        SampledEntry.objects.get_or_create(review=review, entry=entry, defaults={"rank": rank, "why": why})


def _check(book: Book, by: Actor) -> None:
    if not permissions.can_record_review(by, book):
        raise MandateNeeded(_("La vérification se note chez le mandataire, ou à l’AD pour une école sur papier."))


def _open(review: AccountReview, by: Actor) -> AccountReview:
    """The review, locked, while it is not closed; a reviewer acts in the own one."""
    review = AccountReview.objects.select_for_update(of=("self",)).select_related("book__year").get(pk=review.pk)
    if not permissions.is_reviewer_of(by, review):
        _check(review.book, by)
    if review.is_closed:
        raise ReviewRefused(_("Cette vérification est finie. Reprenez-la si le cahier a changé."))
    return review


def _mandataires(book: Book) -> set[str]:
    """The folded names, in both orders, of who holds a mandate or a signature in the cooperative."""
    held = Mandate.objects.filter(cooperative=book.cooperative_id).select_related("user")
    held = held.filter(ends_on__isnull=True) | held.filter(ends_on__gt=book.year.starts)
    pairs = [(mandate.user.first_name, mandate.user.last_name) for mandate in held]
    return {fold(f"{one} {other}") for first, last in pairs for one, other in ((first, last), (last, first))}


def _told(text: str, book: Book, field: str) -> str:
    """A text that stays ten years: it names no child and no family."""
    text = clean_text(text)
    classes = book.cooperative.classrooms.filter(year=book.year) if text and book.cooperative else ()
    if looks_like_a_person(text) or any(class_first_name_in(text, classroom) for classroom in classes):
        raise ReviewRefused(_("Dites-le sans nommer personne : ce texte reste dix ans."), field=field)
    return text
