"""Consent: an objection is heard, and the proposal changes until it is lifted. The only door for `Objection`."""

from django.db import transaction
from django.utils.translation import gettext as _

from councils.errors import BallotRefused
from councils.models import Ballot, Objection
from councils.services.live import locked, touch
from councils.services.wording import tidy_words
from occe.kit.actors import Actor


@transaction.atomic
def raise_objection(ballot: Ballot, *, words: str, by: Actor) -> Objection:
    """Write what bothers somebody, without saying whom; the same words once. Raises BallotRefused, and
    DecisionRefused for a first name: it stays in the story of the decision."""
    meeting, standing = locked(ballot.meeting), Ballot.objects.select_for_update(of=("self",)).get(pk=ballot.pk)
    if standing.way != Ballot.Way.CONSENT or standing.state != Ballot.State.OPEN:
        raise BallotRefused(_("On n’écrit une objection que pendant un vote par consentement."))
    said = tidy_words(meeting.council, words, most=300, field="words")
    if not said:
        raise BallotRefused(_("Écrivez ce qui gêne."), field="words")
    objection, _made = Objection.objects.get_or_create(ballot=standing, words=said)
    touch(meeting)
    return objection


@transaction.atomic
def answer_objection(objection: Objection, *, answer: str, lifted: bool, by: Actor) -> Objection:
    """Write what was changed for an objection, and whether it is lifted by it. Raises BallotRefused,
    and DecisionRefused for a first name."""
    meeting = locked(objection.ballot.meeting)
    standing = Objection.objects.select_for_update(of=("self",)).select_related("ballot").get(pk=objection.pk)
    if standing.ballot.state != Ballot.State.OPEN:
        raise BallotRefused(_("Ce vote est terminé."))
    if lifted and not answer.strip():
        raise BallotRefused(_("Écrivez ce qu’on a changé pour y répondre."), field="answer")
    standing.answer, standing.lifted = tidy_words(meeting.council, answer, most=300, field="answer"), lifted
    standing.save(update_fields=["answer", "lifted"])
    touch(meeting)
    return standing
