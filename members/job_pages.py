"""The page of each job: what it does, today's two things, how to hand over. Words for pupils, in two lengths.

Each sentence comes as (short, longer): the first for the youngest, the second from nine years on.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from members.models import ClassJob, ReadingAge

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Kind = ClassJob.Kind


@dataclass(frozen=True, slots=True)
class JobPage:
    """A job in words; `name` fits every child, `picture` is an icon."""

    name: "StrOrPromise"
    picture: str
    does: tuple["StrOrPromise", "StrOrPromise"]
    today: tuple[tuple["StrOrPromise", "StrOrPromise"], tuple["StrOrPromise", "StrOrPromise"]]
    hand_over: tuple["StrOrPromise", "StrOrPromise"]


PAGES: dict[str, JobPage] = {
    Kind.PRESIDENT: JobPage(
        _("la présidence"),
        "council",
        (
            _("Tu ouvres le conseil. Tu le fermes."),
            _("Tu ouvres le conseil, tu veilles à ce que chacun puisse parler, et tu le fermes à l’heure."),
        ),
        (
            (_("Lis ce dont on va parler."), _("Lis l’ordre du jour, et demande qui parle en premier.")),
            (_("Dis : « Le conseil est ouvert. »"), _("Dis la phrase qui ouvre : « Le conseil est ouvert. »")),
        ),
        (
            _("Assieds-toi à côté de celui qui prend ta place."),
            _("Présidez un conseil à deux : tu es à côté, et tu souffles les phrases."),
        ),
    ),
    Kind.SECRETARY: JobPage(
        _("le secrétariat"),
        "pencil",
        (
            _("Tu écris ce que la classe décide."),
            _("Tu écris chaque décision en une phrase, et tu la relis à la classe."),
        ),
        (
            (_("Relis la dernière décision."), _("Relis à la classe la dernière décision écrite.")),
            (_("Prépare le cahier des décisions."), _("Ouvre le cahier des décisions à la bonne page.")),
        ),
        (
            _("Montre où tu écris."),
            _("Montre le cahier, et écrivez la prochaine décision à deux."),
        ),
    ),
    Kind.TREASURER: JobPage(
        _("la trésorerie"),
        "ledger",
        (
            _("Tu gardes l’argent de la classe avec l’adulte."),
            _("Tu suis l’argent de la classe : ce qui entre, ce qui sort, ce qui reste. L’adulte en répond."),
        ),
        (
            (_("Range les tickets dans la boîte."), _("Vérifie que chaque ticket est noté, puis range-le.")),
            (_("Dis ce qu’il nous reste."), _("Dis à la classe combien il nous reste.")),
        ),
        (
            _("Comptez la boîte à deux."),
            _("Comptez la caisse à deux et notez le jour : c’est ce que tu remets."),
        ),
    ),
    Kind.TIMEKEEPER: JobPage(
        _("le temps"),
        "wait",
        (
            _("Tu regardes l’heure pour nous."),
            _("Tu dis quand il reste cinq minutes, puis une minute."),
        ),
        (
            (_("Retourne le sablier."), _("Lance le minuteur au début de chaque sujet.")),
            (_("Dis : « Encore cinq minutes. »"), _("Préviens à cinq minutes, puis à une minute.")),
        ),
        (_("Montre le sablier."), _("Montre comment tu lances le minuteur, et quand tu préviens.")),
    ),
    Kind.SPEAKER: JobPage(
        _("la parole"),
        "mic",
        (
            _("Tu donnes le bâton de parole."),
            _("Tu donnes la parole à qui la demande, d’abord à qui a le moins parlé."),
        ),
        (
            (_("Prends le bâton de parole."), _("Prends le bâton de parole et regarde qui lève la main.")),
            (_("Pense à qui n’a pas parlé."), _("Donne la parole à quelqu’un qui n’a encore rien dit.")),
        ),
        (_("Donne le bâton, et souris."), _("Explique comment tu choisis : qui a le moins parlé passe d’abord.")),
    ),
    Kind.GARDENER: JobPage(
        _("le jardin"),
        "sprout",
        (_("Tu t’occupes des plantes."), _("Tu arroses, tu regardes ce qui pousse, et tu le dis à la classe.")),
        (
            (_("Touche la terre. Est-elle sèche ?"), _("Touche la terre : si elle est sèche, arrose.")),
            (_("Regarde ce qui a poussé."), _("Note ou dessine ce qui a changé depuis la dernière fois.")),
        ),
        (_("Montre l’arrosoir et les plantes."), _("Faites le tour des plantes à deux : laquelle boit beaucoup ?")),
    ),
    Kind.MATERIAL: JobPage(
        _("le matériel"),
        "trunk",
        (_("Tu distribues et tu ranges."), _("Tu distribues le matériel, et tu vérifies qu’il revient à sa place.")),
        (
            (_("Compte les ciseaux."), _("Compte ce qui manque dans les boîtes.")),
            (_("Range ce qui traîne."), _("Dis à la classe ce qu’il faudra racheter.")),
        ),
        (_("Montre où tout se range."), _("Ouvrez chaque boîte à deux, et dis ce qu’elle contient.")),
    ),
    Kind.LIBRARIAN: JobPage(
        _("les livres"),
        "book",
        (_("Tu prends soin des livres."), _("Tu notes qui emprunte un livre, et tu rappelles ceux qui attendent.")),
        (
            (_("Range les livres."), _("Range les livres rendus et regarde lesquels manquent.")),
            (_("Choisis un livre à montrer."), _("Choisis un livre à présenter à la classe en deux phrases.")),
        ),
        (_("Montre l’étagère."), _("Montre comment tu notes un emprunt et un retour.")),
    ),
    Kind.MESSENGER: JobPage(
        _("les messages"),
        "letter",
        (_("Tu portes les messages."), _("Tu portes les messages aux autres classes, et tu rapportes les réponses.")),
        (
            (_("Demande s’il y a un message."), _("Demande à l’adulte s’il y a un message à porter.")),
            (_("Dis la réponse à la classe."), _("Dis la réponse à la classe, avec les mots qu’on t’a dits.")),
        ),
        (_("Faites un tour ensemble."), _("Faites une tournée à deux, pour connaître les portes.")),
    ),
    Kind.DELEGATE: JobPage(
        _("la délégation"),
        "people",
        (
            _("Tu parles pour la classe au conseil de l’école."),
            _("Tu dis au conseil de l’école ce que la classe a décidé de dire, et tu rapportes ce qui s’y est dit."),
        ),
        (
            (_("Demande ce que la classe veut dire."), _("Relis ce que la classe t’a chargé de dire.")),
            (
                _("Raconte ce que l’école a décidé."),
                _("Raconte à la classe, en trois phrases, ce qui s’y décide."),
            ),
        ),
        (
            _("Allez ensemble au prochain conseil de l’école."),
            _("Au prochain conseil de l’école, venez à deux : tu présentes qui te remplace."),
        ),
    ),
    Kind.OWN: JobPage(
        _("notre métier"),
        "star",
        (_("La classe t’a confié ce métier."), _("La classe a inventé ce métier, et te l’a confié.")),
        (
            (_("Fais une chose pour la classe."), _("Fais une chose de ton métier aujourd’hui.")),
            (_("Raconte-la."), _("Raconte au prochain conseil ce que tu as fait.")),
        ),
        (_("Montre ce que tu fais."), _("Montre ce que tu fais, puis laisse faire à côté de toi.")),
    ),
}


def name_of(job: ClassJob) -> "StrOrPromise":
    """What a job is called on pupils' pages: the class's own title, else words that fit every child."""
    return job.title or PAGES[job.kind].name


def for_age(words: tuple["StrOrPromise", "StrOrPromise"], reading_age: int) -> "StrOrPromise":
    """The sentence for a reading age: short below nine years, longer from then on."""
    return words[0] if reading_age < ReadingAge.NINE else words[1]
