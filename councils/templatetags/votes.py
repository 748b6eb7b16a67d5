"""Votes in the pages: candidates, the five faces, and what a count says by the rule told before."""

from collections.abc import Sequence
from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from councils.models import Ballot
from councils.queries.ballots import Choice, Result
from councils.ways import FACE_WORDS, WORDS
from members.templatetags.pupils import face_portrait
from occe.kit.euros import format_euros

register = template.Library()


@register.simple_tag
def candidate(choice: Choice) -> SafeString:
    """`{% candidate choice %}`: the picture-name and the first name of somebody who stands."""
    if choice.candidate is None:
        return format_html("<b>{}</b>", _("Un ancien élève"))
    return format_html("{}<b>{}</b>", face_portrait(choice.candidate), choice.candidate.first_name)


@register.simple_tag
def choice_words(choice: Choice) -> str:
    """`{% choice_words choice %}`: the words of a choice, or the first name of a candidate."""
    if choice.option.pupil_id:
        return choice.candidate.first_name if choice.candidate else _("Un ancien élève")
    return choice.label


@register.simple_tag
def face_words(mark: int | str) -> str:
    """`{% face_words 4 %}`: what a face says."""
    return str(FACE_WORDS[int(mark)])


@register.simple_tag
def faces_told(faces: Sequence[int]) -> str:
    """`{% faces_told row.faces %}`: the five counts in words, those that are not zero."""
    return ", ".join(f"{count} {FACE_WORDS[mark]}" for mark, count in enumerate(faces) if count)


@register.simple_tag
def verdict_words(result: Result) -> str:
    """`{% verdict_words result %}`: what the rule told before makes of the count. The secretary writes the decision."""
    if result.ballot.way == Ballot.Way.CONSENSUS:
        return (
            _("Tout le monde est d’accord.") if result.verdict == "chosen" else _("Pas encore d’accord. On en reparle.")
        )
    if result.ballot.way == Ballot.Way.CONSENT:
        return _consent(result)
    words = _by_the_rule(result)
    if result.by_lot:
        words = _("C’était égal. On a tiré au sort.") + f" {words}"
    if result.missing:
        told = ngettext("%(count)s voix n’est pas venue.", "%(count)s voix ne sont pas venues.", result.missing)
        words = f"{words} {told % {'count': result.missing}}"
    return words


def _consent(result: Result) -> str:
    if result.verdict == "chosen":
        return _("Plus rien ne gêne personne.")
    told = ngettext(
        "Il reste %(count)s objection. On change la proposition, ou on la laisse.",
        "Il reste %(count)s objections. On change la proposition, ou on la laisse.",
        result.objections,
    )
    return told % {"count": result.objections}


def _by_the_rule(result: Result) -> str:
    names = ", ".join(_("«\u00a0%(choice)s\u00a0»") % {"choice": choice_words(choice)} for choice in result.elected)
    if result.ballot.way == Ballot.Way.BUDGET:
        return _of_a_sum(result, names)
    if result.verdict == "again":
        return _("C’est égal. On en parle et on revote.")
    if result.verdict == "stays":
        return _("D’après notre règle\u00a0: rien ne change.")
    if any(row.choice.option.side == "for" for row in result.rows):
        return _("D’après notre règle\u00a0: c’est oui.")
    return _("D’après notre règle\u00a0: %(names)s.") % {"names": names}


def _of_a_sum(result: Result, names: str) -> str:
    told = {"names": names, "left": format_euros(result.money_left) if result.money_left is not None else ""}
    words = _("On prend %(names)s. Il reste %(left)s.") if names else _("On ne prend rien. Il reste %(left)s.")
    if result.verdict == "again":
        equal = _("Les suivants sont à égalité\u00a0: on en parle et on revote.")
        return f"{words % told} {equal}"
    return words % told


@register.simple_tag
def way_rule(ballot: Ballot) -> str:
    """`{% way_rule ballot %}`: the rule of its way, as a child hears it."""
    return str(WORDS[Ballot.Way(ballot.way)].rule)


@register.simple_tag
def cents(amount: Decimal) -> int:
    """`{% cents option.cost %}`: a price for the gauge's script, in cents."""
    return int(amount * 100)
