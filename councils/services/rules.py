"""The laws and rules of a class. Laws are given by the adult; a rule begins and ends by a decision of the council.

Source: domain 5.1, laws (not negotiable) and rules (which evolve with the group). The only door for `ClassRule`.
"""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from councils.errors import NotThisCouncil, RuleRefused
from councils.models import ClassRule, Council, Decision
from councils.permissions import can_hold
from councils.services.wording import tidy_words
from occe.kit.actors import Actor
from occe.kit.dates import today

MOST = 12
"""Of each kind: a poster that nobody can read helps nobody."""
LONGEST = 160


@transaction.atomic
def set_law(council: Council, *, text: str, by: Actor, picture: str = "") -> ClassRule:
    """Put a law on the poster. The same words again: no change. Raises NotThisCouncil, RuleRefused, DecisionRefused."""
    locked = _locked(council, by)
    return _put_up(locked, ClassRule.Kind.LAW, text, picture, None)


@transaction.atomic
def make_rule(decision: Decision, *, text: str, by: Actor, picture: str = "") -> ClassRule:
    """Put on the poster the rule that the council decided. The same words again: no change.

    Raises NotThisCouncil, RuleRefused, DecisionRefused (too long, or with a first name).
    """
    locked = _locked(decision.council, by)
    return _put_up(locked, ClassRule.Kind.RULE, text, picture, decision)


@transaction.atomic
def end_rule(rule: ClassRule, *, by: Actor, decision: Decision | None = None) -> ClassRule:
    """Take a law off the poster, or a rule, by the decision that ends it. It stays known. Again: no change.

    Raises NotThisCouncil; RuleRefused for a rule without a decision of the same council.
    """
    council = _locked(rule.council, by)
    locked = ClassRule.objects.select_for_update(of=("self",)).get(pk=rule.pk)
    if locked.ends_on is not None:
        return locked
    if locked.kind == ClassRule.Kind.RULE and (decision is None or decision.council_id != council.pk):
        raise RuleRefused(
            _("Une règle votée s’arrête par une décision du conseil. Choisissez laquelle."), field="decision"
        )
    locked.ends_on = max(today(), locked.starts_on)
    locked.ended_by = decision if locked.kind == ClassRule.Kind.RULE else None
    locked.save(update_fields=["ends_on", "ended_by"])
    return locked


def _put_up(council: Council, kind: str, text: str, picture: str, decision: Decision | None) -> ClassRule:
    words = tidy_words(council, text, most=LONGEST, field="text")
    if not words:
        raise RuleRefused(_("Écrivez la règle en une phrase."), field="text")
    standing = council.rules.in_force().filter(kind=kind, text=words).first()
    if standing:
        return standing
    if council.rules.in_force().filter(kind=kind).count() >= MOST:
        raise RuleRefused(
            _("Il y en a déjà %(most)s, et l’affiche se lit de loin. Retirez-en une d’abord.") % {"most": MOST},
            field="text",
        )
    last = council.rules.filter(kind=kind).aggregate(last=Max("position"))["last"] or 0
    return ClassRule.objects.create(
        council=council, kind=kind, position=last + 1, text=words, picture=picture, decision=decision
    )


def _locked(council: Council, by: Actor) -> Council:
    locked = Council.objects.select_for_update(of=("self",)).select_related("year").get(pk=council.pk)
    if not can_hold(by, locked):
        raise NotThisCouncil(_("Seul l’adulte qui tient ce conseil change l’affiche."))
    if not locked.year.is_open:
        raise RuleRefused(_("L’année de ce conseil est close : son affiche reste comme elle est."))
    return locked
