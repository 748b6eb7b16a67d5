"""Words and pictures of the pupils' money pages: where an expense stands and who acts next, coins on the table."""

from collections.abc import Sequence
from decimal import Decimal

from django import template
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from finance import chart_of_accounts as chart
from finance.models import Account, Activity, DepositSlip, ExpenseClaim
from finance.queries.boxes import BoxMove
from finance.queries.claims import Next, next_to_act
from finance.queries.our_money import Move
from members.models import User
from occe.kit.drawing import money as cash
from occe.kit.drawing.categories import CATEGORIES, category
from occe.kit.drawing.costs import cost
from occe.kit.drawing.icons import icon
from occe.kit.drawing.incomes import income
from occe.kit.drawing.projects import project_picture
from occe.kit.templatetags.look import state

register = template.Library()

# The picture of a kind of income, by the code of its account; an account that was added later has its own `picture`.
INCOME_PICTURES = {
    "70700008": "sales",
    "70800008": "party",
    chart.PUBLIC_GRANTS: "town-hall",
    "74200008": "friends",
    chart.ASSOCIATION_AID: "association",
    "75000008": "refund",
    chart.FAMILIES: "envelopes",
    "76000008": "bank",
    "77000008": "surprise",
}
# What the cooperative pays and no child bought, by the code of its account.
COST_PICTURES = {chart.INSURANCE: "insurance", chart.MEMBERSHIP: "membership", chart.CURRENT_COSTS: "charges"}
# The picture of a kind of activity, among those of incomes.
ACTIVITY_PICTURES: dict[str, str] = {
    Activity.Kind.PARTY: "party",
    Activity.Kind.SALE: "sales",
    Activity.Kind.SHOW: "party",
}
MOST_PIECES = 14  # more coins than this on a table help nobody to count
MOST_WORDS = 24  # of a decision, on a line of a page that asks one question
ClaimState, SlipState = ExpenseClaim.State, DepositSlip.State


@register.simple_tag
def bought(claim: ExpenseClaim) -> str:
    """`{% bought claim %}`: what was bought, in the child's words or those of the picture; "" before it is said."""
    if claim.what:
        return claim.what
    return CATEGORIES[claim.category].name(get_language() or "fr") if claim.category in CATEGORIES else ""


@register.simple_tag
def purpose(claim: ExpenseClaim) -> str:
    """`{% purpose claim %}`: the decision or the project that it is for; the whole class otherwise."""
    if claim.decision:
        return Truncator(claim.decision.text).words(MOST_WORDS)
    return claim.project.title if claim.project else _("toute la classe")


@register.simple_tag
def account_picture(account: Account) -> SafeString:
    """`{% account_picture account %}`: where money comes from or what it goes for, drawn."""
    if drawn := INCOME_PICTURES.get(account.code):
        return SafeString(income(drawn))
    paid = COST_PICTURES.get(account.code)
    return SafeString(cost(paid) if paid else category(account.picture))


@register.simple_tag
def move_picture(move: Move) -> SafeString:
    """`{% move_picture move %}`: what was bought, as the child drew it; else the project, the account, or the arrow."""
    if move.category:
        return SafeString(category(move.category))
    if move.project:
        return SafeString(project_picture(move.project.picture or move.project.kind))
    if move.account:
        return account_picture(move.account)
    return SafeString(icon("money-in" if move.came_in else "money-out"))


@register.simple_tag
def move_words(move: Move) -> str:
    """`{% move_words move %}`: the project, what was bought, or where it comes from."""
    if move.project:
        return str(move.project.title)
    if move.category in CATEGORIES:
        return CATEGORIES[move.category].name(get_language() or "fr")
    if move.account:
        return move.account.child_label
    return _("De l’argent est entré") if move.came_in else _("Un achat")


@register.simple_tag
def box_picture(move: BoxMove) -> SafeString:
    """`{% box_picture move %}`: what was bought, or the arrow of what was entrusted or given back."""
    if move.category:
        return SafeString(category(move.category))
    if move.account and not move.is_advance:
        return account_picture(move.account)
    return SafeString(icon("money-in" if move.came_in else "money-out"))


@register.simple_tag
def box_words(move: BoxMove) -> str:
    """`{% box_words move %}`: what a move of the class's box is, in a child's words."""
    if move.is_advance:
        return _("on nous a confié") if move.came_in else _("on a rendu")
    if move.category in CATEGORIES:
        return CATEGORIES[move.category].name(get_language() or "fr")
    return move.account.child_label if move.account else _("un achat")


@register.simple_tag
def activity_picture(activity: Activity) -> SafeString:
    """`{% activity_picture activity %}`: its project's picture, or that of its kind."""
    if activity.project:
        return SafeString(project_picture(activity.project.picture or activity.project.kind))
    return SafeString(
        category("outing")
        if activity.kind == Activity.Kind.TRIP
        else income(ACTIVITY_PICTURES.get(activity.kind, "surprise"))
    )


@register.simple_tag
def laid(amount: Decimal) -> SafeString:
    """`{% laid claim.amount %}`: the amount in coins and notes, when few make it."""
    cents = round(Decimal(amount) * 100)
    few = 0 <= cents <= cash.VALUES[0] * MOST_PIECES and len(cash.change(cents)) <= MOST_PIECES
    return SafeString(cash.coins(cents) if few else "")


@register.simple_tag
def who(adults: Sequence[User], claim: ExpenseClaim | None = None) -> str:
    """`{% who adults claim as name %}`: who answers: "Claire", "Claire ou Paul", "l’adulte".

    Who wrote an expense, is paid back by it, or agreed already does not answer it.
    """
    parties = {claim.drafted_by_user_id, claim.advanced_by_id, claim.agreed_by_id} if claim else set()
    names = [adult.get_short_name() for adult in adults if adult.pk not in parties]
    return _(" ou ").join(names[:2]) if names else _("l’adulte")


@register.simple_tag
def claim_state(claim: ExpenseClaim, adults: Sequence[User]) -> SafeString:
    """`{% claim_state claim adults %}`: where an expense stands and who acts next, as a badge."""
    if claim.state == ClaimState.PAID:
        return state("done", _("C’est payé"))
    if claim.state == ClaimState.REFUSED:
        return state("refused", _("Cette fois, c’est non"))
    if claim.state == ClaimState.DRAFT and not claim.sent_at:
        return state("draft", _("À finir"))
    words = {
        Next.AUTHOR: ("return", _("À revoir")),
        Next.SECOND_PUPIL: ("waiting", _("Attend un camarade")),
        Next.SECOND_ADULT: ("waiting", _("Attend un deuxième adulte")),
        Next.PAYER: ("agreed", _("D’accord. Pas encore payé")),
    }
    kind, sentence = words.get(next_to_act(claim), ("waiting", _("Attend %(who)s") % {"who": who(adults, claim)}))
    return state(kind, sentence)


@register.filter
def waits_for_a_count(slip: DepositSlip) -> bool:
    """`{% if slip|waits_for_a_count %}`: sent by a pupil to a classmate, who has not counted yet."""
    return bool(slip.drafted_by_pupil_id and slip.wants_check and not slip.checked)  # type: ignore[attr-defined]


@register.simple_tag
def slip_state(slip: DepositSlip, adults: Sequence[User]) -> SafeString:
    """`{% slip_state slip adults %}`: where a deposit stands and who acts next, as a badge."""
    if slip.state == SlipState.RECORDED:
        return state("done", _("C’est dans le cahier"))
    if slip.state == SlipState.REFUSED:
        return state("refused", _("Cette fois, c’est non"))
    if slip.state == SlipState.SENT and waits_for_a_count(slip):
        return state("waiting", _("Attend un camarade"))
    if slip.state == SlipState.SENT:
        return state("waiting", _("Attend %(who)s") % {"who": who(adults)})
    return state("return", _("À recompter")) if slip.sent_at else state("draft", _("À finir"))


@register.simple_tag
def claim_path(claim: ExpenseClaim) -> list[dict[str, str]]:
    """`{% claim_path claim as stones %}`: the road of an expense, one stone a step: done, here or todo."""
    words = [_("Écrit"), _("Relu à deux"), _("L’adulte est d’accord"), _("Payé")]
    if not (claim.drafted_by_pupil_id and claim.wants_check):  # type: ignore[attr-defined]
        del words[1]
    behind = {
        Next.AUTHOR: 0,
        Next.SECOND_PUPIL: 1,
        Next.ADULT: len(words) - 2,
        Next.SECOND_ADULT: len(words) - 2,
        Next.PAYER: len(words) - 1,
        Next.NOBODY: len(words) if claim.state == ClaimState.PAID else len(words) - 2,
    }[next_to_act(claim)]
    return [
        {"word": word, "state": "done" if rank < behind else "here" if rank == behind else "todo"}
        for rank, word in enumerate(words)
    ]
