"""What this room holds about people: who founds and leads a cooperative, and the papers that they send."""

from django.utils.translation import gettext_lazy as _

from occe.kit.data_map import Basis, Keeping, Purpose, Whom, hold, measure, nothing

LIFE = Purpose(
    key="cooperatives",
    title=_("Faire vivre les coopératives"),
    why=_("Ouvrir une coopérative, dire qui la représente, répondre aux demandes, compter les adhérents."),
    bases=(Basis.MANDATE, Basis.LAW),
    readers=_("les mandataires de la coopérative ; l’équipe de l’association"),
    order=10,
)
SAFE = Purpose(
    key="running",
    title=_("Faire marcher le portail et le protéger"),
    why=_("Reconnaître qui est entré, envoyer le courrier, freiner qui essaie des codes, retrouver une panne."),
    bases=(Basis.SAFETY,),
    readers=_("qui héberge le portail, pour le faire marcher"),
    order=90,
)
TEN_YEARS = Keeping(_("dix ans après l’exercice, avec les comptes : la loi le demande"), stays=True)
LIFE_OF_IT = Keeping(_("tant que vit l’association, avec le registre de ses mandats et décisions"), stays=True)
DRAFTS = ("cooperatives.tasks.forget_stale_drafts",)


def declare() -> None:
    _people()
    _papers()
    measure(
        "access", _("Ce qui n’est pas à soi n’existe pas : la page répond « introuvable »."), "occe.kit.access.allow"
    )
    measure(
        "access", _("Une page qui ne dit pas qui peut entrer est refusée à tous."), "occe.kit.access.ClosedByDefault"
    )
    measure(
        "loss", _("Chaque nuit, les fichiers sont comparés à leur empreinte."), "cooperatives.tasks.check_stored_files"
    )
    nothing(
        {
            "auth.Permission": "name codename",
            "auth.Group": "name",
            "auth.Group_permissions": "",
            "contenttypes.ContentType": "app_label model",
            "cooperatives.Federation": "slug name short_name hosts siret address city email phone departments "
            "academic_mail_domains languages",
            "cooperatives.SchoolYear": "closing_note",
            "cooperatives.CommitmentText": "text_fr text_en",
            "cooperatives.School": "uai name address postcode commune commune_code department academy district phone "
            "email folded",
            "cooperatives.Cooperative": "name account_step_holder public_figures folded",
            "cooperatives.Cooperative_other_schools": "",
            "cooperatives.Classroom": "name levels",
            "cooperatives.Affiliation": "",
            "cooperatives.Registration": "described_name described_commune described_postcode name separate_reason",
            "cooperatives.RegistrationClass": "name levels",
            "cooperatives.StoredFile": "path thumbnail_path sha256 content_type",
            "cooperatives.ExportJob": "kind parameters failure",
        }
    )


def _people() -> None:
    hold(
        _("Le mandat : qui représente la coopérative, depuis quand, pourquoi il a pris fin."),
        Whom.ADULT, LIFE, LIFE_OF_IT,
        {"cooperatives.Mandate": "user starts_on ends_on end_reason suspension_reason",
         "cooperatives.StaffRole": "user role starts_on ends_on"},
    )  # fmt: skip
    hold(
        _("Qui enseigne dans quelle classe, de quand à quand."),
        Whom.ADULT, LIFE, LIFE_OF_IT,
        {"cooperatives.ClassTeacher": "user invited_by starts_on ends_on"},
    )  # fmt: skip
    hold(
        _("Le passe d’un jour : le nom du remplaçant, le jour, la classe."),
        Whom.OUTSIDER, LIFE, LIFE_OF_IT,
        {"cooperatives.DayPass": "link holder code_hash", "cooperatives.GuestLink": "token_hash"},
    )  # fmt: skip
    hold(_("Qui a fait ce passe."), Whom.ADULT, LIFE, LIFE_OF_IT, {"cooperatives.DayPass": "made_by"})
    hold(
        _("La demande d’ouverture : qui la fait, son prénom, son nom, son adresse e-mail, son téléphone."),
        Whom.ADULT, LIFE,
        Keeping(_("envoyée : avec les décisions de l’association ; jamais envoyée : effacée quand son lien expire"),
                doors=DRAFTS),
        {"cooperatives.Registration": "applicant applicant_first_name applicant_last_name applicant_email "
         "applicant_phone link decided_by",
         "cooperatives.RegistrationMandataire": "first_name last_name email",
         "cooperatives.RegistrationEvent": "by message"},
    )  # fmt: skip


def _papers() -> None:
    hold(
        _("Les pièces jointes à une demande : le procès-verbal, l’engagement signé."),
        Whom.ADULT, LIFE,
        Keeping(_("avec la demande"), doors=DRAFTS),
        {"cooperatives.RegistrationDocument": "file"},
    )  # fmt: skip
    hold(
        _("Les photos et les papiers envoyés (tickets, relevés, feuilles signées), avec qui les a envoyés. Lieu et "
          "appareil de la prise de vue sont ôtés à l’arrivée."),
        Whom.ADULT, LIFE, TEN_YEARS,
        {"cooperatives.StoredFile": "uploaded_by shown_name"},
    )  # fmt: skip
    hold(
        _("Une photo prise par un élève porte son numéro, jamais son prénom."),
        Whom.CHILD, LIFE, TEN_YEARS,
        {"cooperatives.StoredFile": "author"},
    )  # fmt: skip
    hold(
        _("Les exports demandés par une personne, et leur fichier."),
        Whom.ADULT, SAFE,
        Keeping(_("sept jours"), doors=("desk.tasks.erase_old_exports",)),
        {"cooperatives.ExportJob": "requested_by file"},
    )  # fmt: skip
