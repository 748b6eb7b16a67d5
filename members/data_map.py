"""What this room holds about people: adults' accounts, and the little that a child needs in order to come in."""

from django.utils.translation import gettext_lazy as _

from cooperatives.data_map import LIFE_OF_IT, SAFE
from occe.kit.data_map import Basis, Keeping, Purpose, Whom, hold, measure, nothing

ACCOUNTS = Purpose(
    key="accounts",
    title=_("Les comptes des adultes"),
    why=_("Entrer, prouver que c’est bien soi, recevoir ce qui attend une réponse."),
    bases=(Basis.MANDATE,),
    readers=_("la personne elle-même ; les mandataires de sa coopérative et l’équipe de l’association, pour son nom"),
    order=20,
)
CLASS = Purpose(
    key="class",
    title=_("La classe ouverte : des élèves sans compte"),
    why=_("Qu’un enfant entre avec une image et participe, sans nom de famille, sans adresse, sans mot de passe."),
    bases=(Basis.PUBLIC_TASK, Basis.INTEREST),
    readers=_("les camarades et les adultes de la classe ; les mandataires. L’association ne voit aucun prénom."),
    order=30,
)
UNTIL_DEPARTURE = Keeping(
    _("jusqu’au départ de l’enfant ; au plus tard le 30 novembre qui suit sa dernière année de classe"),
    doors=("members.services.roster.depart", "members.tasks.forget_children_of_last_year"),
)
BY_NUMBER = Keeping(
    _("la ligne reste, par un numéro ; au départ de l’enfant ce numéro ne désigne plus personne"),
    doors=UNTIL_DEPARTURE.doors,
)
THREE_DAYS = Keeping(
    _("trois jours après la fermeture de la classe"), doors=("members.tasks.forget_traces_of_classes",)
)
SESSIONS = Keeping(_("la nuit qui suit la fin de la séance"), doors=("members.tasks.forget_ended_sessions",))
WITH_ACCOUNT = Keeping(
    _("tant que le compte sert ; ensuite dix ans, car les comptes gardent le nom de qui a signé"), stays=True
)


def declare() -> None:
    _children()
    _adults()
    _measures()
    nothing(
        {
            "members.ClassJob": "title",
            "members.ClassSession": "code token_hash",
            "members.CodeTries": "key",
            "account.EmailConfirmation": "key",
            "socialaccount.SocialApp": "provider provider_id name client_id secret key settings",
        }
    )


def _children() -> None:
    hold(
        _("Un prénom ou un surnom, et l’âge de lecture."),
        Whom.CHILD, CLASS, UNTIL_DEPARTURE, {"members.Pupil": "first_name reading_age left_on"},
    )  # fmt: skip
    hold(
        _("L’image et sa couleur, le niveau, la classe."),
        Whom.CHILD, CLASS, UNTIL_DEPARTURE, {"members.Enrolment": "pupil picture tint level"},
    )  # fmt: skip
    hold(
        _("L’empreinte de sa carte et de ses trois images secrètes. Personne ne les relit dans la base."),
        Whom.CHILD, CLASS, UNTIL_DEPARTURE, {"members.Pupil": "secret_hash card_token_hash"},
    )  # fmt: skip
    hold(
        _("Ses métiers dans la classe, de quand à quand."),
        Whom.CHILD, CLASS, BY_NUMBER, {"members.JobTerm": "pupil starts_on ends_on"},
    )  # fmt: skip
    hold(
        _("Sur quelle tablette il est entré, ses essais, ses appels à l’adulte."),
        Whom.CHILD, CLASS, THREE_DAYS,
        {"members.Turn": "pupil", "members.SecretTries": "pupil", "members.Signal": "pupil",
         "members.SessionDevice": "cookie_hash"},
    )  # fmt: skip


def _adults() -> None:
    hold(
        _("Le prénom, le nom, l’adresse e-mail, la langue, et comment les élèves l’appellent."),
        Whom.ADULT, ACCOUNTS, WITH_ACCOUNT,
        {"members.User": "first_name last_name email language called date_joined",
         "account.EmailAddress": "user email"},
    )  # fmt: skip
    hold(
        _("Le mot de passe (son empreinte seulement) et le second moyen de preuve."),
        Whom.ADULT, ACCOUNTS, WITH_ACCOUNT,
        {"members.User": "password", "mfa.Authenticator": "user data",
         "socialaccount.SocialAccount": "user provider uid extra_data",
         "socialaccount.SocialToken": "token token_secret"},
    )  # fmt: skip
    hold(
        _("Les séances : l’adresse de l’appareil, son navigateur, l’heure."),
        Whom.ADULT, SAFE, SESSIONS,
        {"usersessions.UserSession": "user ip user_agent session_key data",
         "sessions.Session": "session_key session_data"},
    )  # fmt: skip
    hold(
        _("Les nouvelles de la cloche : ce qui est arrivé, lu ou non."),
        Whom.ADULT, ACCOUNTS, WITH_ACCOUNT,
        {"members.Notification": "user kind parameters url_name key"},
    )  # fmt: skip
    hold(
        _("Quel adulte a ouvert la classe, quel jour, à quelle heure."),
        Whom.ADULT, CLASS, LIFE_OF_IT, {"members.ClassSession": "opened_by opened_at"},
    )  # fmt: skip
    hold(
        _("L’historique : quel compte a changé une ligne, et quand. Un numéro, jamais un nom ; rien d’un enfant."),
        Whom.ADULT, SAFE, LIFE_OF_IT, {"pghistory.Context": "metadata"},
    )  # fmt: skip


def _measures() -> None:
    measure(
        "access",
        _("Hors d’une classe ouverte par un adulte, rien ne laisse entrer un élève ; deux heures au plus."),
        "members.models.sessions.ClassSession",
    )
    measure(
        "access",
        _("Cinq essais de travers : une minute de pause, et l’adulte le sait."),
        "members.services.pupil_sign_in",
    )
    measure(
        "access",
        _("L’association ne voit aucun élève : elle n’en a pas besoin."),
        "members.models.pupils.PupilQuerySet.visible_to",
    )
    measure(
        "access",
        _("L’équipe de l’association prouve deux fois qui elle est ; les autres adultes le peuvent."),
        "members.middleware",
    )
    measure(
        "recognised",
        _("Ni nom de famille, ni naissance, ni adresse, ni photo d’identité : les colonnes n’existent pas."),
        "members.models.pupils.Pupil",
    )
    measure(
        "recognised",
        _("Une carte invitée, sans prénom ni image, sert l’enfant dont les parents s’opposent ; rien ne le montre."),
        "members.services.roster.add_guest_cards",
    )
    measure(
        "kept", _("Un départ efface le prénom partout, dans une seule transaction."), "members.services.roster.depart"
    )
    measure(
        "kept",
        _("Le 30 novembre, les enfants que nul n’a fait passer dans une classe de l’année sont effacés."),
        "members.tasks.forget_children_of_last_year",
    )
    measure(
        "hurt",
        _("« J’ai besoin d’un adulte » est sur les pages des élèves, avec le 119 et le 3018."),
        "members.models.sessions.Signal",
    )
