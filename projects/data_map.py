"""What this room holds about people: who took a task, who is on a picture, who made what, and what may be shown."""

from django.utils.translation import gettext_lazy as _

from cooperatives.data_map import LIFE_OF_IT
from members.data_map import BY_NUMBER, UNTIL_DEPARTURE
from occe.kit.data_map import Basis, Keeping, Purpose, Whom, hold, measure, nothing

PROJECTS = Purpose(
    key="projects",
    title=_("Les projets et ce que la classe en raconte"),
    why=_("Préparer, faire, raconter ; publier ce que la classe choisit, si les parents et l’enfant le permettent."),
    bases=(Basis.PUBLIC_TASK, Basis.CONSENT),
    readers=_("la classe ; tout le monde, pour ce que l’adulte publie. Les autorisations : les adultes de la classe."),
    order=50,
)
FORGOTTEN = Keeping(
    _("jusqu’au départ de l’enfant ; une autorisation est effacée trente jours après sa date de fin"),
    doors=("projects.services.retention.forget_pupil", "projects.tasks.erase_ended_consents", *UNTIL_DEPARTURE.doors),
)
SHOWN = Keeping(
    _("montré tant que les autorisations tiennent, retiré à l’instant d’un « non » ; la ligne reste, par un numéro"),
    doors=("projects.models.journal.PieceQuerySet.allowed_on", *UNTIL_DEPARTURE.doors),
)
WHILE_OPEN = Keeping(_("jusqu’à la fin du bilan"), doors=("projects.services.reflection.close_reflection",))
REPORTED = Keeping(_("un an après la réponse"), doors=("projects.tasks.forget_old_reports",))
PIECES = Keeping(
    _(
        "photos et sons : un an, au plus, après la dernière autorisation ; textes et dessins : avec le projet, "
        "ils ne portent aucun prénom"
    ),
    doors=("projects.tasks.erase_old_pieces",),
)


def declare() -> None:
    _children()
    _adults()
    _measures()
    nothing(NOTHING)


def _children() -> None:
    hold(
        _("Qui s’occupe d’une tâche, qui l’a écrite, qui a écrit une page du journal."),
        Whom.CHILD, PROJECTS, BY_NUMBER,
        {"projects.Task_pupils": "pupil", "projects.Task": "pupils written_by_pupil",
         "projects.JournalEntry": "written_by_pupil", "projects.ProjectStep": "by_pupil"},
    )  # fmt: skip
    hold(
        _("Quels enfants sont sur une photo ou dans un son, lesquels ont fait un dessin, un texte."),
        Whom.CHILD, PROJECTS, SHOWN,
        {"projects.Piece": "shows authors", "projects.Piece_shows": "pupil", "projects.Piece_authors": "pupil"},
    )  # fmt: skip
    hold(
        _("Les textes, dessins, photos et sons du journal."),
        Whom.CHILD, PROJECTS, PIECES, {"projects.Piece": "words file"},
    )  # fmt: skip
    hold(
        _("Ce que les parents ont répondu sur l’image et les travaux ; le « non » de l’enfant. Aucun nom de parent."),
        Whom.CHILD, PROJECTS, FORGOTTEN,
        {"projects.ConsentAnswer": "pupil image works both_parents", "projects.OwnNo": "pupil"},
    )  # fmt: skip
    hold(
        _("Qui a répondu au bilan d’un projet. Jamais ce qui a été répondu : un papier n’est à personne."),
        Whom.CHILD, PROJECTS,
        WHILE_OPEN,
        {"projects.ReflectionTurnout": "pupil"},
    )  # fmt: skip


def _adults() -> None:
    hold(
        _("Qui a écrit, relu, publié, retiré, noté une autorisation, envoyé le compte rendu."),
        Whom.ADULT, PROJECTS, LIFE_OF_IT, ADULTS,
    )  # fmt: skip
    hold(
        _("Ce qu’un lecteur signale d’un récit public. Rien de ce lecteur n’est gardé."),
        Whom.OUTSIDER, PROJECTS, REPORTED, {"projects.ContentReport": "words"},
    )  # fmt: skip


def _measures() -> None:
    measure(
        "recognised",
        _("Une photo, un son, un dessin ne sort de la classe que si chaque enfant concerné a l’accord des siens."),
        "projects.models.journal.PieceQuerySet.allowed_on",
    )
    measure(
        "recognised",
        _("Le « non » de l’enfant passe avant le « oui » de ses parents, sans raison à donner."),
        "projects.models.consent.OwnNo",
    )
    measure(
        "recognised",
        _("Avant d’ouvrir une page publique : « Qui pourrait reconnaître qui ? », par les mots, les images, le lieu."),
        "projects.models.publication.Publication",
    )
    measure(
        "recognised",
        _("Un lecteur signale un récit sans dire qui il est ; l’association répond."),
        "projects.models.publication.ContentReport",
    )
    measure(
        "kept",
        _("Une photo dont l’autorisation a pris fin il y a un an est effacée, son fichier avec elle."),
        "projects.services.retention.erase_pieces",
    )
    measure(
        "secret",
        _("Un papier de bilan n’est à personne, comme un bulletin."),
        "projects.models.reflection.ReflectionPaper",
    )


ADULTS = {
    "projects.Task": "written_by_user",
    "projects.JournalEntry": "written_by_user checked_by",
    "projects.ProjectStep": "by_user",
    "projects.SetAside": "by back_by",
    "projects.StepCorrection": "by",
    "projects.ConsentSheet": "made_by",
    "projects.ConsentAnswer": "recorded_by",
    "projects.Invitation": "invited_by answered_by",
    "projects.Publication": "by withdrawn_by",
    "projects.ContentReport": "handled_by",
    "projects.ActivityReport": "sent_by",
}

NOTHING = {
    "projects.ProjectKind": "key label_fr label_en icon",
    "projects.Skill": "words_fr words_en",
    "projects.ProjectRules": "",
    "projects.Project": "kind title slug picture summary aims story learnt",
    "projects.Project_classrooms": "",
    "projects.Project_skills": "",
    "projects.ProjectStep": "reason",
    "projects.SetAside": "reason",
    "projects.StepCorrection": "reason",
    "projects.Task": "title",
    "projects.ConsentSheet": "title what media",
    "projects.ConsentSheet_projects": "",
    "projects.JournalEntry": "title return_words",
    "projects.Invitation": "words",
    "projects.ProjectDate": "title",
    "projects.Partner": "name help",
    "projects.ProjectPlace": "name",
    "projects.PlannedLine": "words",
    "projects.Publication": "why",
    "projects.ContentReport": "outcome_words",
    "projects.Reflection": "summary",
    "projects.ReflectionPaper": "words skills",
    "projects.ActivityReport": "words_opening words_projects words_council words_jobs words_next figures return_words",
    "projects.ActivityReport_pictures": "",
    "projects.ReportLine": "words",
}
