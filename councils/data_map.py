"""What this room holds about people: the most sensitive words of the portal, which do not stay."""

from django.utils.translation import gettext_lazy as _

from members.data_map import BY_NUMBER, LIFE_OF_IT
from occe.kit.data_map import Basis, Keeping, Purpose, Whom, hold, measure, nothing

COUNCIL = Purpose(
    key="council",
    title=_("Le conseil des élèves"),
    why=_("Proposer, parler à son tour, voter, décider, et retrouver ce qui a été décidé."),
    bases=(Basis.PUBLIC_TASK, Basis.INTEREST),
    readers=_(
        "les élèves et les adultes de la classe ; un petit mot : son auteur, puis l’adulte qui prépare le conseil"
    ),
    order=40,
)
FOUR_WEEKS = Keeping(
    _("quatre semaines après le conseil qui en a parlé ; douze après l’ouverture de la boîte, au plus"),
    doors=("councils.tasks.forget_old_words", "councils.services.slips.forget_pupil"),
)
AFTER_COUNCIL = Keeping(_("quatre semaines après le conseil"), doors=("councils.tasks.forget_old_words",))
NEXT_NIGHT = Keeping(_("la nuit qui suit le conseil"), doors=("councils.tasks.erase_ballot_papers",))


def declare() -> None:
    _children()
    _adults()
    _measures()
    nothing(
        {
            "councils.Council": "word_idea word_thanks word_problem word_question",
            "councils.CouncilMeeting": "",
            "councils.Roll": "",
            "councils.AgendaItem": "title words",
            "councils.FeasibilityNote": "words",
            "councils.ItemMandate": "words",
            "councils.Ballot": "question outcome",
            "councils.BallotOption": "label picture",
            "councils.BallotPaper": "marks",
            "councils.HandCount": "counts",
            "councils.Objection": "words answer",
            "councils.Decision": "text result owner_words",
            "councils.FollowUp": "words",
            "councils.DecisionJob": "",
            "councils.ClassRule": "text picture",
            "councils.GuarantorAct": "words",
            "councils.AdultMeeting": "place agenda present_words minutes",
        }
    )


def _children() -> None:
    hold(
        _("Le petit mot : ses mots, ses images, le jour."),
        Whom.CHILD, COUNCIL, FOUR_WEEKS, {"councils.Slip": "text pictures put_on"},
    )  # fmt: skip
    hold(
        _("Qui avait mis le petit mot, pour lui dire ce que la classe en a fait."),
        Whom.CHILD, COUNCIL, BY_NUMBER, {"councils.Slip": "pupil"},
    )  # fmt: skip
    hold(
        _("Qui était là au conseil, qui a demandé la parole."),
        Whom.CHILD, COUNCIL, AFTER_COUNCIL, {"councils.Attendance": "pupil here", "councils.SpeakingTurn": "pupil"},
    )  # fmt: skip
    hold(
        _("Qui a voté, et quel élève a compté les voix. Jamais ce qui a été voté : un bulletin n’est à personne."),
        Whom.CHILD, COUNCIL, NEXT_NIGHT, {"councils.Turnout": "pupil", "councils.HandCount": "pupil"},
    )  # fmt: skip
    hold(
        _("Qui présidait, qui était secrétaire, qui s’est présenté à un métier, qui s’occupe d’une décision."),
        Whom.CHILD, COUNCIL, BY_NUMBER,
        {"councils.MeetingRole": "pupil role", "councils.BallotOption": "pupil", "councils.Decision": "owner"},
    )  # fmt: skip


def _adults() -> None:
    hold(
        _("Qui a signé, ouvert la boîte, mis un petit mot à part, écrit le compte rendu."),
        Whom.ADULT, COUNCIL, LIFE_OF_IT,
        {"councils.Decision": "signed_by", "councils.Unsealing": "by", "councils.Slip": "set_aside_by",
         "councils.AdultMeeting": "written_by", "councils.GuarantorAct": "by words_kept"},
    )  # fmt: skip


def _measures() -> None:
    measure(
        "secret",
        _("Un bulletin n’est à personne : aucune colonne ne le relie à qui vote."),
        "councils.models.ballots.BallotPaper",
    )
    measure(
        "secret",
        _("À chaque voix, tous les bulletins sont réécrits : l’ordre ne dit rien."),
        "councils.services.casting",
    )
    measure("secret", _("La liste de qui a voté est effacée la nuit qui suit."), "councils.tasks.erase_ballot_papers")
    measure(
        "hurt",
        _("Un petit mot « ça ne va pas » qui porte un prénom n’entre pas dans la boîte : il va à l’adulte seul."),
        "councils.services.slips",
    )
    measure(
        "hurt",
        _("Un adulte qui craint pour un enfant ouvre la boîte ; la classe l’apprend en une phrase."),
        "councils.models.slips.Unsealing",
    )
    measure(
        "hurt",
        _("Les voix d’une élection ne sont montrées à aucun élève, puis effacées."),
        "councils.services.ballot_ends.erase_papers",
    )
    measure(
        "recognised",
        _("Ce qui reste au registre est relu : un prénom de la classe est refusé."),
        "councils.services.wording.tidy_words",
    )
    measure(
        "kept",
        _("Les petits mots sont effacés chaque nuit, quatre semaines après leur conseil."),
        "councils.tasks.forget_old_words",
    )
