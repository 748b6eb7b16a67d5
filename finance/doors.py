"""What the pupils' home shows of money: four doors, what waits, and what a treasurer has to do today.

Each function costs few queries; a class that practises sees its practice.
"""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperatives.models import Classroom, Cooperative
from finance.models import ExpenseClaim
from finance.permissions import can_draft
from finance.queries.counts import Turn, count_of_class, turn_of
from finance.queries.pupils import (
    looks_at_others,
    unfinished_claims,
    unfinished_slips,
    waiting_for_my_count,
    waiting_for_my_look,
)
from members.models import ClassJob
from members.pupil_doors import Door, Today, Wait, register_door, register_today, register_wait
from occe.kit.actors import PupilActor


def _classroom(actor: PupilActor) -> Classroom:
    """The pupil's class as far as these reads need it, by its ids alone: the home page asks for it many times."""
    cooperative = Cooperative(pk=actor.cooperative_id, federation_id=actor.federation_id)
    return Classroom(pk=actor.classroom_id, cooperative=cooperative)


def note_a_purchase(actor: PupilActor) -> Door | None:
    """« Noter un achat », for those who may write."""
    classroom = _classroom(actor)
    if not can_draft(actor, classroom.cooperative, classroom):
        return None
    return Door(_("Noter un achat"), reverse("finance:pupil-expense-new"), "category:other", order=10, plate=6)


def look_at_a_purchase(actor: PupilActor) -> Door | None:
    """« Vérifier », with how many wait; closed where nobody looks twice: by the class's rules, or as one person."""
    if not looks_at_others(actor):
        return None
    classroom = _classroom(actor)
    count = waiting_for_my_look(classroom, actor).count() + waiting_for_my_count(classroom, actor).count()
    title = _("Vérifier (%(count)s)") % {"count": count} if count else _("Vérifier")
    return Door(title, reverse("finance:pupil-checks"), "eye", order=20)


def bring_money(actor: PupilActor) -> Door | None:
    """« Ce qu’on apporte », for those who may write."""
    classroom = _classroom(actor)
    if not can_draft(actor, classroom.cooperative, classroom):
        return None
    return Door(_("Ce qu’on apporte"), reverse("finance:pupil-deposit-new"), "money-in", order=30)


def our_money(actor: PupilActor) -> Door:
    """« Notre argent »."""
    return Door(_("Notre argent"), reverse("finance:pupil-money"), "cash-box", order=40)


def purchase_to_finish(actor: PupilActor) -> Wait | None:
    """A purchase that this pupil began, or that came back."""
    claim = unfinished_claims(_classroom(actor), actor).first()
    if claim is None:
        return None
    came_back = bool(claim.sent_at) or claim.state == ExpenseClaim.State.RETURNED
    sentence = _("Un achat est à revoir.") if came_back else _("Tu as commencé un achat.")
    return Wait(sentence, reverse("finance:pupil-expense", args=[claim.public_id]), "return" if came_back else "pencil")


def deposit_to_finish(actor: PupilActor) -> Wait | None:
    """Money that this pupil began to count, or has to count again."""
    slip = unfinished_slips(_classroom(actor), actor).first()
    if slip is None:
        return None
    sentence = _("Il faut recompter l’argent.") if slip.sent_at else _("Tu as commencé à compter.")
    return Wait(sentence, reverse("finance:pupil-deposit", args=[slip.public_id]), "money-in")


def box_to_count(actor: PupilActor) -> Wait | None:
    """A box that an adult has the class count, or that two who differed count again together."""
    count = count_of_class(_classroom(actor))
    turn = turn_of(count, actor) if count else None
    if turn not in (Turn.COUNT, Turn.TOGETHER):
        return None
    sentence = _("La boîte est à compter.") if turn == Turn.COUNT else _("On recompte ensemble ?")
    return Wait(sentence, reverse("finance:pupil-box-count"), "cash-box")


def treasurers_today(actor: PupilActor) -> list[Today]:
    """What a treasurer does first: look at what waits."""
    classroom, address = _classroom(actor), reverse("finance:pupil-checks")
    looks, counts = waiting_for_my_look(classroom, actor).count(), waiting_for_my_count(classroom, actor).count()
    todo = []
    if looks:
        todo.append(ngettext("Vérifie un achat.", "Vérifie %(count)s achats.", looks) % {"count": looks})
    if counts:
        todo.append(ngettext("Recompte l’argent.", "Recompte l’argent %(count)s fois.", counts) % {"count": counts})
    return [Today(sentence, address) for sentence in todo]


def open_doors() -> None:
    """Register all of it, once, when the rooms are ready."""
    for door in (note_a_purchase, look_at_a_purchase, bring_money, our_money):
        register_door(door)
    register_wait(purchase_to_finish)
    register_wait(deposit_to_finish)
    register_wait(box_to_count)
    register_today(ClassJob.Kind.TREASURER, treasurers_today)
