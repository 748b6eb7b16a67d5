"""Short cards for the adult, at the place where they serve: how long, how to open the floor, what to do with a problem.

Written here, for this portal. The lengths by age come from domain 5.1 (OCCE 82 and OCCE 75).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class HelpCard:
    """A card: what it answers, in three to five sentences, each on its line."""

    key: str
    icon: str
    title: "StrOrPromise"
    lines: "tuple[StrOrPromise, ...]"


CARDS = (
    HelpCard(
        "how-long",
        "wait",
        _("Combien de temps ?"),
        (
            _("Avant sept ans : dix minutes, un seul sujet, que l’on peut toucher ou voir."),
            _("De sept à neuf ans : vingt à trente minutes, trois ou quatre sujets."),
            _("À partir de neuf ans : trois quarts d’heure, une heure quand le groupe en a l’habitude."),
            _("Toujours le même jour, à la même heure, au même endroit. On s’arrête à l’heure, même au milieu."),
        ),
    ),
    HelpCard(
        "youngest",
        "eye",
        _("Avant de savoir lire"),
        (
            _("Sept planches en images : on se compte, on choisit, on achète. Vous tenez la tablette, ils touchent."),
            _("La tablette dit tout à voix haute. Un bocal de cailloux sur la table fait pareil : on compte ensemble."),
            _("Douze minutes en tout, et chaque planche peut finir le conseil. Tours égales ? On recommence à deux."),
            _("Ce qui est choisi va au registre, comme chez les grands."),
        ),
    ),
    HelpCard(
        "open-floor",
        "mic",
        _("Ouvrir la parole"),
        (
            _("Commencez par un tour : chacun dit un mot, ou « je passe ». Passer est un droit."),
            _("Après une question, comptez cinq secondes en silence avant de donner la parole."),
            _("Qui n’a pas encore parlé passe d’abord. Vous levez la main comme les autres."),
            _("Reformulez au lieu de juger : « Si je comprends bien, tu proposes… »"),
        ),
    ),
    HelpCard(
        "problem",
        "heart",
        _("Un problème entre deux enfants"),
        (
            _("D’abord à part : chacun vous raconte, sans être interrompu. Souvent, cela suffit."),
            _("Proposez le message clair : « Quand il se passe…, je ressens…, j’aimerais… »"),
            _("Au conseil, on parle du fait et de la règle, sans prénom. On cherche ce qui aidera la prochaine fois."),
            _("On ne punit pas au conseil, et on ne vote jamais sur quelqu’un."),
        ),
    ),
    HelpCard(
        "harassment",
        "shield",
        _("Quand c’est grave"),
        (
            _("Plusieurs contre un, encore et encore, la peur de venir : du harcèlement, jamais l’affaire du conseil."),
            _("Sortez le petit mot de la boîte, parlez avec l’enfant seul, prévenez votre direction le jour même."),
            _("Pour être conseillé : 3018. Si un enfant est en danger : 119, jour et nuit."),
        ),
    ),
    HelpCard(
        "vote-or-not",
        "hand",
        _("Faut-il voter ?"),
        (
            _("Cherchez l’accord d’abord : un vote laisse toujours des perdants."),
            _("« Personne ne s’y oppose » va vite et fait écouter les réserves. Essayez-le pour les petites choses."),
            _("Le vote secret sert quand on pourrait avoir peur de sa voix : les élections, les sujets qui fâchent."),
            _("Dites avant de voter ce qui se passera en cas d’égalité."),
        ),
    ),
    HelpCard(
        "veto",
        "stop",
        _("Votre droit d’arrêter"),
        (
            _("Vous êtes garant de la loi, de la sécurité, de l’argent et du respect. De cela seulement."),
            _("Arrêtez tôt, avant le vote : une note de faisabilité vaut mieux qu’un refus après coup."),
            _("Dites pourquoi, en une phrase que la classe comprend. Cherchez avec elle une autre façon."),
        ),
    ),
    HelpCard(
        "shy",
        "people",
        _("Ceux qui ne parlent jamais"),
        (
            _("Le petit mot, le dessin, la phrase dictée comptent autant que la parole."),
            _("Donnez un métier qui fait agir avant de parler : le temps, le bâton de parole, les images."),
            _("Un tour par deux avant le tour à voix haute : on dit l’idée de l’autre."),
        ),
    ),
    HelpCard(
        "after",
        "flag",
        _("Tenir parole"),
        (
            _("Une décision a une phrase, quelqu’un qui s’en occupe et un jour. Sans cela, ce n’est qu’une envie."),
            _("Le conseil suivant part de ce qui reste à faire. Personne n’est grondé : on cherche ce qui manque."),
            _("Mieux vaut deux décisions tenues que dix oubliées."),
        ),
    ),
)

BY_KEY = {card.key: card for card in CARDS}


@dataclass(frozen=True, slots=True)
class RoleCard:
    """What a child holds in the hand during the council: the job, and the sentences to say aloud."""

    icon: str
    title: "StrOrPromise"
    does: "StrOrPromise"
    sentences: "tuple[StrOrPromise, ...]"


ROLE_CARDS = (
    RoleCard(
        "council",
        _("Je préside"),
        _("J’ouvre, je donne le sujet, je ferme à l’heure."),
        (
            _("« Le conseil est ouvert. »"),
            _("« Qui veut parler ? »"),
            _("« Est-ce que nous sommes prêts à décider ? »"),
            _("« Le conseil est fermé. Merci. »"),
        ),
    ),
    RoleCard(
        "pencil",
        _("J’écris"),
        _("Une phrase par décision, et je la relis tout haut."),
        (
            _("« J’ai écrit : … »"),
            _("« C’est bien ça ? »"),
            _("« Qui s’en occupe ? Pour quand ? »"),
        ),
    ),
    RoleCard(
        "wait",
        _("Je garde le temps"),
        _("Je regarde l’heure pour tout le monde."),
        (
            _("« Il reste deux minutes. »"),
            _("« C’est l’heure. On décide, ou on continue la prochaine fois ? »"),
        ),
    ),
    RoleCard(
        "mic",
        _("Je donne la parole"),
        _("Qui n’a pas encore parlé passe d’abord."),
        (
            _("« La parole est à toi. »"),
            _("« On écoute. »"),
            _("« Quelqu’un qui n’a pas parlé ? »"),
        ),
    ),
    RoleCard(
        "hand",
        _("Je compte"),
        _("Nous comptons à deux, chacun pour soi, et nous comparons."),
        (
            _("« Levez bien haut. »"),
            _("« J’en compte … Et toi ? »"),
            _("« Il manque une voix. Qui n’a pas levé la main ? »"),
        ),
    ),
    RoleCard(
        "heart",
        _("Je remercie"),
        _("Je lis les mercis de la boîte, et j’en demande d’autres."),
        (
            _("« Qui a envie de dire merci ? »"),
            _("« Merci pour … »"),
        ),
    ),
)
