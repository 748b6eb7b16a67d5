"""Remarks of the association by entry: said while it reads a book that was sent, answered by who completes it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from finance import permissions
from finance.errors import ClosingRefused, MandateNeeded, NotYours
from finance.models import Book, Entry, EntryRemark
from members.naming import looks_like_a_person
from occe.kit.actors import Adult
from occe.kit.folded import clean_text

from .posting import lock_book


@transaction.atomic
def remark(entry: Entry, *, text: str, by: Adult) -> EntryRemark:
    """Say something about an entry of a book that was sent. The same words again: no second one.

    Raises NotYours, ClosingRefused (nothing said, a person named, a book that was not sent).
    """
    book = lock_book(entry.book)
    if not permissions.can_decide_book(by, book):
        raise NotYours(_("Seule la trésorerie de l’association fait ces remarques."))
    if book.state != Book.State.SUBMITTED:
        raise ClosingRefused(_("Une remarque se fait sur un cahier envoyé, avant de l’accepter ou de le renvoyer."))
    said = _line(text)
    facts = {"federation_id": entry.federation_id, "by_id": by.user_id}
    return EntryRemark.objects.get_or_create(entry=entry, text=said, answered_at=None, defaults=facts)[0]


@transaction.atomic
def answer_remark(found: EntryRemark, *, answer: str, by: Adult) -> EntryRemark:
    """Say what was done about a remark. Raises MandateNeeded, ClosingRefused."""
    found = (
        EntryRemark.objects.select_for_update(of=("self",)).select_related("entry__book__cooperative").get(pk=found.pk)
    )
    if not permissions.can_prepare_book(by, found.entry.book):
        raise MandateNeeded(_("Un mandataire en fonction répond aux remarques."))
    found.answer, found.answered_by_id, found.answered_at = _line(answer), by.user_id, timezone.now()
    found.save(update_fields=["answer", "answered_by", "answered_at"])
    return found


def _line(text: str) -> str:
    said = " ".join(clean_text(text).split())[:500]
    if not said:
        raise ClosingRefused(_("Écrivez quelques mots."), field="words")
    if looks_like_a_person(said):
        raise ClosingRefused(_("Dites-le sans nommer personne : ce texte reste dix ans."), field="words")
    return said
