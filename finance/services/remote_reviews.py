"""Reviewers from afar: a signed link without an account, each page that it opens written down, and, where the
association allows it, a signature by a typed name and a code that was sent. The address is used once and kept nowhere.
"""

from datetime import timedelta

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import GuestLink
from cooperatives.services.guests import end_link, make_link, renew_link
from finance import permissions
from finance.errors import MandateNeeded, ReviewRefused
from finance.models import Reviewer, ReviewView, money_rules
from occe.kit.actors import Adult, Guest
from occe.kit.folded import clean_text, fold
from occe.kit.tokens import hash_token, new_code, token_matches

DAYS = 30
CODE_LASTS = timedelta(minutes=20)
MOST_TRIES = 5


@transaction.atomic
def invite(reviewer: Reviewer, *, by: Adult) -> str:
    """A fresh link for this reviewer, to be shown once: it reads this one review for thirty days.

    A link that was given before opens nothing more. Raises MandateNeeded, ReviewRefused.
    """
    reviewer = _locked(reviewer)
    book = reviewer.review.book
    if not permissions.can_record_review(by, book):
        raise MandateNeeded(_("Le mandataire invite les vérificateurs, ou l’AD."))
    if reviewer.withdrawn_at or reviewer.review.is_closed:
        raise ReviewRefused(_("Cette vérification est finie, ou cette personne n’en est plus."))
    if reviewer.link and reviewer.link.is_open:
        return renew_link(reviewer.link, by=by, days=DAYS)
    facts = {"purpose": GuestLink.Purpose.REVIEWER, "cooperative": book.cooperative, "by": by, "days": DAYS}
    reviewer.link, token = make_link(book.federation, **facts)
    reviewer.save(update_fields=["link"])
    return token


@transaction.atomic
def end_invitation(reviewer: Reviewer, *, by: Adult) -> None:
    """Close the link, wherever it lies. Twice changes nothing. Raises MandateNeeded."""
    reviewer = _locked(reviewer)
    if not permissions.can_record_review(by, reviewer.review.book):
        raise MandateNeeded(_("Le mandataire ferme ce lien, ou l’AD."))
    if reviewer.link:
        end_link(reviewer.link, by=by)


def record_view(reviewer: Reviewer, page: str) -> None:
    """Write down that a link opened a page: the one thing that a reading writes."""
    ReviewView.objects.create(reviewer=reviewer, page=page[:40])


@transaction.atomic
def send_code(reviewer: Reviewer, *, email: str, by: Guest) -> None:
    """Send a code of six figures to an address that is not kept. Raises ReviewRefused."""
    reviewer = _who_signs(reviewer, by)
    code = new_code()
    reviewer.code_hash, reviewer.code_until = hash_token(code), timezone.now() + CODE_LASTS
    reviewer.code_tries = 0
    reviewer.save(update_fields=["code_hash", "code_until", "code_tries"])
    cooperative = reviewer.review.book.cooperative
    text = render_to_string("finance/emails/review_code.txt", {"code": code, "cooperative": cooperative})
    subject, body = text.strip().split("\n", 1)
    EmailMultiAlternatives(subject, body.strip() + "\n", to=[email]).send()


def sign_with_code(reviewer: Reviewer, *, name: str, code: str, by: Guest) -> Reviewer:
    """Sign the quitus: one's name, typed as the mandataire wrote it, and the code that was sent. Again: no change.

    Five wrong codes end it: another one is to be sent. A wrong try is counted even though it is refused. Raises
    ReviewRefused.
    """
    with transaction.atomic():
        signer = _who_signs(reviewer, by)
        if signer.signed_how:
            return signer
        refusal = _refusal(signer, name, code)
        if refusal is None:
            signer.signed_how, signer.signed_at = Reviewer.Signed.CODE, timezone.now()
            signer.signed_name, signer.code_hash = clean_text(name)[:80], ""
            signer.save(update_fields=["signed_how", "signed_at", "signed_name", "code_hash"])
            return signer
        Reviewer.objects.filter(pk=signer.pk).update(code_tries=F("code_tries") + 1)
    raise refusal


def _refusal(signer: Reviewer, name: str, code: str) -> ReviewRefused | None:
    if fold(" ".join(clean_text(name).split())) != fold(signer.name):
        return ReviewRefused(_("Écrivez votre nom comme il est en haut de la page."), field="name")
    over = signer.code_until is None or signer.code_until < timezone.now() or signer.code_tries >= MOST_TRIES
    if not signer.code_hash or over:
        return ReviewRefused(_("Ce code a passé son temps. Demandez-en un autre."), field="code")
    if not token_matches("".join(code.split()), signer.code_hash):
        return ReviewRefused(_("Ce n’est pas le code. Relisez la lettre."), field="code")
    return None


def _who_signs(reviewer: Reviewer, by: Guest) -> Reviewer:
    reviewer = _locked(reviewer)
    if reviewer.link_id != by.link_id or reviewer.withdrawn_at or reviewer.review.is_closed:
        raise ReviewRefused(_("Cette vérification est finie, ou ce lien n’est pas le vôtre."))
    if not money_rules(reviewer.review.book.year).remote_review:
        raise ReviewRefused(_("Ici, on signe à l’école, sur la feuille."))
    return reviewer


def _locked(reviewer: Reviewer) -> Reviewer:
    rows = Reviewer.objects.select_for_update(of=("self",))
    return rows.select_related("link", "review__book__year", "review__book__cooperative").get(pk=reviewer.pk)
