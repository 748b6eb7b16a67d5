"""The lines of « Mon vendredi » that money fills in: expenses, deposits and things that last wait for this adult.

What waits is looked at first, and who may answer only where something does: on most days nothing waits, and every adult
begins at this page.
"""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperatives.models import Cooperative
from finance import permissions
from finance.models import CashCount, ClassAdvance, DepositSlip, ExpenseClaim, Handover
from finance.permissions import can_confirm_count, can_reconcile, can_take_over
from finance.queries.bank import account_of
from finance.queries.bank_page import what_waits
from finance.queries.goods import lines_to_enter
from finance.queries.papers import waiting_in_tray
from members.friday import Line
from occe.kit.actors import Actor, Adult
from occe.kit.dates import format_day

SECONDS_A_CARD = 20  # a week of six cards takes two minutes
SECONDS_A_PAPER = 40  # an own paper: photo, amount, what for


def claims_line(actor: Actor, cooperative: Cooperative) -> Line | None:
    """Tickets to agree to: those that this adult may answer."""
    waiting = ExpenseClaim.objects.real().filter(cooperative=cooperative).waiting().select_related("cooperative")
    count = len(permissions.agreeable(actor, list(waiting)))
    if not count:
        return None
    sentence = ngettext("%(count)s ticket à valider", "%(count)s tickets à valider", count) % {"count": count}
    address = reverse("finance:week", kwargs={"id": cooperative.public_id})
    return Line(sentence, minutes=max(1, round(count * SECONDS_A_CARD / 60)), url=address)


def drafts_line(actor: Actor, cooperative: Cooperative) -> Line | None:
    """Own purchases that were begun and not kept: one asked the association, and comes back to keep or to leave it."""
    if not isinstance(actor, Adult):
        return None
    begun = ExpenseClaim.objects.real().filter(cooperative=cooperative, state=ExpenseClaim.State.DRAFT)
    drafts = list(begun.filter(drafted_by_user=actor.user_id).order_by("pk").values_list("public_id", flat=True))
    if not drafts:
        return None
    sentence = ngettext("%(count)s achat commencé, à finir", "%(count)s achats commencés, à finir", len(drafts))
    address = reverse("finance:expense-new", kwargs={"id": cooperative.public_id})
    return Line(sentence % {"count": len(drafts)}, minutes=len(drafts), url=f"{address}?draft={drafts[0]}")


def slips_line(actor: Actor, cooperative: Cooperative) -> Line | None:
    """Deposits that a class counted, for who may record them."""
    slips = list(DepositSlip.objects.real().filter(cooperative=cooperative).waiting().order_by("sent_at"))
    if not slips or not permissions.can_record_money(actor, cooperative):
        return None
    sentence = ngettext(
        "%(count)s bordereau à inscrire au cahier", "%(count)s bordereaux à inscrire au cahier", len(slips)
    ) % {"count": len(slips)}
    address = reverse("finance:slip", kwargs={"id": cooperative.public_id, "slip_id": slips[0].public_id})
    return Line(sentence, minutes=len(slips), url=address)


def advances_line(actor: Actor, cooperative: Cooperative) -> Line | None:
    """Advances that a class asks for, for who may grant them."""
    asked = ClassAdvance.objects.filter(cooperative=cooperative, state=ClassAdvance.State.ASKED)
    rooms = list(asked.order_by("pk").values_list("classroom__public_id", flat=True))
    if not rooms or not permissions.is_mandataire(actor, cooperative):
        return None
    sentence = ngettext("%(count)s avance demandée par une classe", "%(count)s avances demandées", len(rooms))
    address = reverse("finance:class-box", kwargs={"id": cooperative.public_id, "classroom": rooms[0]})
    return Line(sentence % {"count": len(rooms)}, minutes=len(rooms), url=address)


def counts_line(actor: Actor, cooperative: Cooperative) -> Line | None:
    """Cash counts that two pupils finished, for the adult who may confirm them."""
    counted = CashCount.objects.filter(cooperative=cooperative, state=CashCount.State.COUNTED).order_by("pk")
    waiting = [count for count in counted.select_related("cooperative") if can_confirm_count(actor, count)]
    if not waiting:
        return None
    sentence = ngettext(
        "%(count)s caisse comptée par les élèves, à confirmer",
        "%(count)s caisses comptées par les élèves, à confirmer",
        len(waiting),
    )
    address = reverse("finance:cash-count", kwargs={"id": cooperative.public_id, "count_id": waiting[0].public_id})
    return Line(sentence % {"count": len(waiting)}, minutes=len(waiting), url=address)


def handover_line(actor: Actor, cooperative: Cooperative) -> Line | None:
    """Accounts that a mandataire has stopped, for who holds the other mandate: to tick and to sign."""
    left = Handover.objects.open().filter(book__cooperative=cooperative).select_related("mandate", "book")
    waiting = [one for one in left.order_by("day") if can_take_over(actor, one)]
    if not waiting or not permissions.is_mandataire(actor, cooperative):
        return None
    sentence = _("Passation du %(day)s : cocher ce que vous recevez") % {"day": format_day(waiting[0].day)}
    return Line(sentence, minutes=5, url=reverse("finance:handover", kwargs={"id": waiting[0].public_id}))


def bank_line(actor: Actor, cooperative: Cooperative) -> Line | None:
    """Movements of the bank that wait for a word, and how many of them are certain."""
    account = account_of(cooperative)
    if account is None or not can_reconcile(actor, cooperative):
        return None
    movements, _lines, proposals = what_waits(account)
    if not movements:
        return None
    certain = sum(len(proposal.movements) for proposal in proposals if proposal.certain)
    count = len(movements)
    sentence = ngettext(
        "%(count)s ligne de la banque attend", "%(count)s lignes de la banque attendent", count
    ) % {"count": count}  # fmt: skip
    if certain:
        sure = ngettext("%(count)s certaine", "%(count)s certaines", certain) % {"count": certain}
        sentence = f"{sentence}, {sure}"
    address = reverse("finance:bank", kwargs={"id": cooperative.public_id})
    return Line(sentence, minutes=1 + (count - certain + 1) // 2, url=address)


def goods_line(actor: Actor, cooperative: Cooperative) -> Line | None:
    """What was bought to last and is in no inventory yet, for who keeps it."""
    count = lines_to_enter(cooperative).count()
    if not count or not permissions.can_record_money(actor, cooperative):
        return None
    sentence = ngettext("%(count)s achat qui dure à ranger", "%(count)s achats qui durent à ranger", count)
    address = reverse("finance:goods", kwargs={"id": cooperative.public_id})
    return Line(sentence % {"count": count}, minutes=count, url=address)


def tray_line(actor: Actor, cooperative: Cooperative) -> Line | None:
    """Photos of the tray that this adult may take up."""
    count = waiting_in_tray(actor, cooperative).count()
    if not count:
        return None
    sentence = ngettext("%(count)s ticket dans la corbeille", "%(count)s tickets dans la corbeille", count) % {
        "count": count
    }
    address = reverse("finance:tray", kwargs={"id": cooperative.public_id})
    return Line(sentence, minutes=max(1, round(count * SECONDS_A_PAPER / 60)), url=address)
