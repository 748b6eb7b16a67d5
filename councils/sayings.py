"""What the president reads aloud: it is what makes an eight-year-old able to preside.

Each comes as (short, longer): the first for the youngest, the second from nine years on. Sentences that name somebody
or something carry `%(name)s` or `%(what)s`.
"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from councils.models import AgendaItem, Ballot
from councils.queries.sitting import Sitting
from members.job_pages import for_age

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Kind = AgendaItem.Kind
Pair = tuple["StrOrPromise", "StrOrPromise"]

OPENING: Pair = (
    _("Le conseil est ouvert. On s’écoute. On ne se moque pas."),
    _("Le conseil est ouvert. On écoute qui parle. On ne se moque pas. Ce qui se dit ici reste ici."),
)
GOING_ON: Pair = (_("On passe à la suite."), _("Ce sujet est fini. On passe au suivant."))
CLOSING: Pair = (
    _("On a tout vu. Merci\u00a0! Le conseil est fermé."),
    _("Nous avons tout vu. Merci à toutes et à tous. Le conseil est fermé."),
)
PAUSE: Pair = (_("On fait une pause. On respire."), _("Le conseil est en pause. On attend l’adulte, en silence."))
STOPPED: Pair = (
    _("L’adulte arrête cette idée. Il dit pourquoi."),
    _("L’adulte arrête cette proposition. Il nous dit pourquoi, et on peut proposer autrement."),
)
TIME_OVER: Pair = (
    _("C’est l’heure. On décide, ou on continue la prochaine fois\u00a0?"),
    _("Le temps est fini. On décide maintenant, ou on en reparle la prochaine fois\u00a0?"),
)
VOTE: Pair = (
    _("On vote. Chacun son tour. Personne ne regarde."),
    _("On passe au vote. La règle est au tableau."),
)
VOTE_ALOUD: dict[str, Pair] = {
    Ballot.Way.CONSENSUS: (
        _("Est-ce que tout le monde est d’accord\u00a0?"),
        _("Sommes-nous tous d’accord\u00a0? Qui ne l’est pas le dit."),
    ),
    Ballot.Way.CONSENT: (
        _("Est-ce que ça gêne vraiment quelqu’un\u00a0?"),
        _("Qui est vraiment gêné par cette idée\u00a0? On écoute pourquoi."),
    ),
}
VOTE_BY_HAND: Pair = (
    _("On lève la main. Deux élèves comptent."),
    _("On vote à main levée. Deux élèves comptent, chacun de son côté."),
)
COUNTED: Pair = (_("Le vote est fini. L’adulte regarde."), _("Le vote est terminé. L’adulte vérifie, puis on voit."))
RESULT: Pair = (
    _("Voici le résultat. On l’écrit en une phrase."),
    _("Voici le résultat. Le secrétaire écrit ce que nous décidons, en une phrase."),
)
FLOOR: Pair = (_("%(name)s, tu as la parole."), _("%(name)s, tu as la parole. On écoute jusqu’au bout."))
WHO_SPEAKS: Pair = (
    _("Qui demande la parole\u00a0?"),
    _("Qui demande la parole\u00a0? D’abord ceux qui ont le moins parlé."),
)
DECIDED: Pair = (
    _("C’est décidé. On relit tout haut."),
    _("C’est décidé. On relit la phrase à toute la classe."),
)

BEGIN: dict[str, Pair] = {
    Kind.LATE: (
        _("On l’a décidé. Est-ce que c’est fait\u00a0?"),
        _("On l’a décidé au conseil. Est-ce que c’est fait\u00a0? Sinon, qui s’en occupe\u00a0?"),
    ),
    Kind.REVIEW: (
        _("On l’a décidé. Est-ce que ça marche\u00a0?"),
        _("On l’avait décidé. Est-ce que ça marche\u00a0? On garde, ou on change\u00a0?"),
    ),
    Kind.REPORT: (_("Les délégués racontent."), _("Les délégués racontent le conseil de l’école.")),
    Kind.THANKS: (
        _("Qui veut dire merci\u00a0?"),
        _("On commence par les mercis. Qui veut remercier quelqu’un\u00a0?"),
    ),
    Kind.PROBLEM: (
        _("Qui veut raconter\u00a0? On cherche une solution."),
        _("Qui veut raconter, sans accuser\u00a0? On cherche ensemble une solution, pas un coupable."),
    ),
    Kind.QUESTION: (_("Voici une question. Qui sait\u00a0?"), _("Voici une question. Qui peut répondre\u00a0?")),
    Kind.IDEA: (
        _("Voici une idée. Qui la raconte\u00a0?"),
        _("Voici une idée. Qui la présente\u00a0? Ensuite on dit ce qu’on en pense."),
    ),
    Kind.RULE: (
        _("On parle d’une règle de la classe."),
        _("On parle d’une règle de la classe. Les lois, elles, ne changent pas."),
    ),
    Kind.JOB: (_("On parle d’un métier de la classe."), _("On parle d’un métier de la classe. Qui le présente\u00a0?")),
    Kind.SPENDING: (
        _("On parle d’un achat. Combien ça coûte\u00a0?"),
        _("On parle d’une dépense. Combien ça coûte, et que nous reste-t-il\u00a0?"),
    ),
    Kind.OTHER: (_("On en parle ensemble."), _("On en parle ensemble. Qui commence\u00a0?")),
}


def to_say(sitting: Sitting, reading_age: int) -> str:
    """The sentence that the president says now."""
    pair = _pair(sitting)
    said = str(for_age(pair, reading_age))
    return said % {"name": sitting.speaker.first_name} if sitting.speaker and pair is FLOOR else said


def _pair(sitting: Sitting) -> Pair:
    if sitting.pause:
        return PAUSE
    if sitting.now is None:
        if sitting.next is None:
            return CLOSING
        return GOING_ON if sitting.seen else OPENING
    if sitting.stopped:
        return STOPPED
    if sitting.decided:
        return DECIDED
    if sitting.vote:
        return {Ballot.State.OPEN: _of_vote(sitting.vote.ballot), Ballot.State.FINISHED: COUNTED}.get(
            Ballot.State(sitting.vote.ballot.state), RESULT
        )
    if sitting.speaker:
        return FLOOR
    if sitting.clock and sitting.clock.is_over:
        return TIME_OVER
    if sitting.clock and sitting.clock.spent > 60:
        return WHO_SPEAKS
    return BEGIN[sitting.now.item.kind]


def _of_vote(ballot: Ballot) -> Pair:
    """Raised hands and voices are seen by everybody: only a paper or a tablet is one's own."""
    if ballot.collected == Ballot.Collected.HANDS:
        return VOTE_BY_HAND
    return VOTE_ALOUD.get(ballot.way, VOTE)
