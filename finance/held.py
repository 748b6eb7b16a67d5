"""What this room holds about one child, for the parents who ask: what it wrote, looked at, counted. Never a payment."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cooperatives.models import StoredFile
from finance.data_map import BY_NUMBER_TEN_YEARS, OWN_WORDS
from finance.models import CashTally, ClaimCheck, ClaimEvent, DepositSlip, ExpenseClaim, SlipCheck, SlipEvent
from members.held import Line, counted
from members.models import Pupil
from occe.kit.euros import format_euros

OURS = gettext_lazy("L’argent de la classe")


def of_finance(pupil: Pupil) -> Iterable[Line]:
    """Expenses and deposits that the child wrote, its looks, its counts, its photos. Eight queries."""
    for claim in ExpenseClaim.objects.filter(drafted_by_pupil=pupil).select_related("account").order_by("created_at"):
        yield Line(_words_of_claim(claim), OWN_WORDS, claim.created_at.date())
    for slip in DepositSlip.objects.filter(drafted_by_pupil=pupil).order_by("created_at"):
        words = _("A écrit ce que la classe a reçu : %(label)s") % {"label": slip.label or _("sans mot")}
        yield Line(words, OWN_WORDS, slip.created_at.date())
    for check in ClaimCheck.objects.filter(pupil=pupil).order_by("at"):
        said = " · ".join(filter(None, (check.get_verdict_display(), check.words)))
        yield Line(_("A relu une dépense : %(said)s") % {"said": said}, OWN_WORDS, check.at.date())
    tens = BY_NUMBER_TEN_YEARS
    looks = SlipCheck.objects.filter(pupil=pupil).count()
    yield from counted(ngettext("A relu %(count)s versement", "A relu %(count)s versements", looks), looks, tens)
    tallies = CashTally.objects.filter(pupil=pupil).count()
    yield from counted(
        ngettext("A compté %(count)s fois la caisse", "A compté %(count)s fois la caisse", tallies), tallies, tens
    )
    steps = ClaimEvent.objects.filter(by_pupil=pupil).count() + SlipEvent.objects.filter(by_pupil=pupil).count()
    yield from counted(
        ngettext(
            "%(count)s étape d’une dépense ou d’un versement", "%(count)s étapes de dépenses ou de versements", steps
        ),
        steps,
        tens,
    )
    photos = StoredFile.objects.filter(author=f"pupil:{pupil.pk}").count()
    yield from counted(ngettext("%(count)s photo envoyée", "%(count)s photos envoyées", photos), photos, tens)


def _words_of_claim(claim: ExpenseClaim) -> str:
    said = [_("A écrit un achat : %(what)s") % {"what": claim.title or _("sans mot")}]
    if claim.shop:
        said.append(_("magasin : %(shop)s") % {"shop": claim.shop})
    if claim.amount is not None:
        said.append(format_euros(claim.amount))
    return " · ".join(said)
