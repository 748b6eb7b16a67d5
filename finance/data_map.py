"""What this room holds about people: who wrote, checked, agreed and signed. Never who gave money."""

from django.utils.translation import gettext_lazy as _

from cooperatives.data_map import TEN_YEARS
from members.data_map import UNTIL_DEPARTURE, WITH_ACCOUNT
from occe.kit.data_map import Basis, Keeping, Purpose, Whom, hold, measure, nothing

BOOKS = Purpose(
    key="books",
    title=_("Les comptes des coopératives"),
    why=_("Tenir le cahier, prouver chaque dépense, faire vérifier l’année, rendre des comptes."),
    bases=(Basis.LAW, Basis.MANDATE, Basis.PUBLIC_TASK),
    readers=_("les mandataires et les classes pour ce qui est à elles ; les vérificateurs ; l’équipe de l’association"),
    order=60,
)
BY_NUMBER_TEN_YEARS = Keeping(
    _("dix ans avec les comptes, par un numéro ; au départ de l’enfant ce numéro ne désigne plus personne"),
    doors=UNTIL_DEPARTURE.doors,
)
OWN_WORDS = Keeping(
    _("ses mots : jusqu’à son départ ; les sommes et les jours restent"),
    doors=("finance.services.claims.forget_pupil", *UNTIL_DEPARTURE.doors),
)


def declare() -> None:
    _children()
    _adults()
    _outsiders()
    _measures()
    nothing(NOTHING)


def _children() -> None:
    hold(
        _("Ce que l’élève a écrit d’un achat, d’une vente ou d’une vérification."),
        Whom.CHILD, BOOKS, OWN_WORDS,
        {"finance.ExpenseClaim": "what shop", "finance.DepositSlip": "label", "finance.ClaimCheck": "words"},
    )  # fmt: skip
    hold(
        _("Quel élève a écrit, vérifié, compté."),
        Whom.CHILD, BOOKS, BY_NUMBER_TEN_YEARS,
        {"finance.ExpenseClaim": "drafted_by_pupil", "finance.ClaimEvent": "by_pupil before after",
         "finance.ClaimCheck": "pupil", "finance.DepositSlip": "drafted_by_pupil",
         "finance.SlipEvent": "by_pupil before after", "finance.SlipCheck": "pupil", "finance.CashTally": "pupil"},
    )  # fmt: skip


def _adults() -> None:
    hold(
        _("Qui a écrit, accordé, payé, remboursé une dépense ou un versement."),
        Whom.ADULT, BOOKS, TEN_YEARS,
        {"finance.ExpenseClaim": "drafted_by_user advanced_by agreed_by second_agreed_by paid_by",
         "finance.ClaimEvent": "by_user", "finance.DepositSlip": "drafted_by_user recorded_by",
         "finance.SlipEvent": "by_user", "finance.ChequeDeposit": "made_by read_by",
         "finance.ClassAdvance": "asked_by answered_by received_by", "finance.Payment": "noted_by"},
    )  # fmt: skip
    hold(
        _("Qui a porté une écriture au cahier, l’a corrigée, commentée, a annulé une pièce."),
        Whom.ADULT, BOOKS, TEN_YEARS,
        {"finance.Entry": "posted_by", "finance.Voucher": "void_by", "finance.EntryRemark": "by answered_by",
         "finance.LineTag": "by", "finance.InternalSlip": "stated_by", "finance.LaterPaper": "added_by",
         "finance.TrayPaper": "brought_by settled_by", "finance.BookImport": "made_by posted_by",
         "finance.PaperBook": "typed_by", "finance.PaperPage": "added_by", "finance.Merger": "by",
         "finance.OpenAccounts": "opened_by closed_by", "finance.PracticeRun": "started_by"},
    )  # fmt: skip
    hold(
        _("Qui a rapproché la banque, compté la caisse, tient le chéquier."),
        Whom.ADULT, BOOKS, TEN_YEARS,
        {"finance.BankStatement": "imported_by", "finance.BankMatch": "matched_by", "finance.EarlierItem": "said_by",
         "finance.BankRule": "made_by", "finance.SavedMapping": "saved_by", "finance.PaperItem": "said_by",
         "finance.Reconciliation": "closed_by", "finance.CashCount": "confirmed_by witness",
         "finance.CashTally": "user", "finance.Chequebook": "holder", "finance.ChequebookMove": "holder by",
         "finance.UnusedCheque": "by"},
    )  # fmt: skip
    hold(
        _("Qui a rendu l’année, l’a acceptée, a passé ou repris les comptes, demandé une aide, écrit l’inventaire."),
        Whom.ADULT, BOOKS, TEN_YEARS,
        {"finance.Book": "submitted_by decided_by", "finance.YearEnd": "report_read_by",
         "finance.AccountReview": "closed_by", "finance.FirstLook": "by", "finance.Handover": "mandate",
         "finance.Grant": "asked_by answer_by reported_by", "finance.InventoryItem": "written_by left_by"},
    )  # fmt: skip
    hold(
        _("Les pouvoirs d’une personne : son plafond, le voisin qui accorde à sa place."),
        Whom.ADULT, BOOKS, TEN_YEARS,
        {"finance.PersonLimit": "user reason set_by", "finance.NeighbourMandate": "user absent named_by",
         "finance.Memo": "who noted_by"},
    )  # fmt: skip
    hold(
        _("Le choix d’un affichage pour écrire."),
        Whom.ADULT, BOOKS, WITH_ACCOUNT, {"finance.WritingView": "user"},
    )  # fmt: skip
    hold(
        _("Un relevé de banque envoyé et pas encore rangé."),
        Whom.ADULT, BOOKS,
        Keeping(_("un jour"), doors=("finance.tasks.forget_imports",)),
        {"finance.PendingFile": "sent_by name"},
    )  # fmt: skip


def _outsiders() -> None:
    hold(
        _("Les vérificateurs aux comptes : leur nom, leur qualité, leur signature, ce qu’ils ont vu."),
        Whom.OUTSIDER, BOOKS, TEN_YEARS,
        {"finance.Reviewer": "name link signed_name code_hash", "finance.SampleLook": "reviewer remark",
         "finance.ReviewView": "reviewer page", "finance.AccountReview": "sheet"},
    )  # fmt: skip


def _measures() -> None:
    measure(
        "recognised",
        _("Qui a payé n’est écrit nulle part : un versement est un total, un chèque un numéro."),
        "finance.models.slips.SlipCheque",
    )
    measure(
        "change",
        _("Une écriture ne change plus ; une correction est son inverse, et les deux se lisent."),
        "finance.services.corrections",
    )
    measure(
        "change",
        _("Chaque écriture porte l’empreinte de la précédente : un changement se voit."),
        "finance.models.Entry",
    )
    measure("change", _("Un élève n’accorde, ne paie et ne publie rien : un adulte en répond."), "finance.permissions")
    measure(
        "kept",
        _("Au départ d’un enfant, ses mots quittent les dépenses ; les sommes restent."),
        "finance.services.claims.forget_pupil",
    )


NOTHING = {
    "finance.Account": "code label_fr label_en child_label_fr child_label_en examples_fr examples_en picture "
    "report_line auditor_code",
    "finance.Activity": "title",
    "finance.Grant": "funder purpose letter words",
    "finance.Book": "return_reason",
    "finance.Voucher": "number sort_key caption file void_reason",
    "finance.VoucherScheme": "",
    "finance.Entry": "label digest previous_digest",
    "finance.EntryLine": "",
    "finance.ClassAdvance": "purpose words paper",
    "finance.PurchaseAdvice": "key words reason_fr reason_en",
    "finance.BankAccount": "bank iban means",
    "finance.BankStatement": "format sha256 shown_name photo",
    "finance.BankTransaction": "label cheque_number identity content",
    "finance.MatchedTransaction": "",
    "finance.MatchedLine": "",
    "finance.BankRule": "words code",
    "finance.SavedMapping": "bank mapping",
    "finance.BookImport": "name digest rows mapping",
    "finance.PracticeEntry": "",
    "finance.DepositSlip": "note",
    "finance.SlipPiece": "",
    "finance.SlipCheque": "number",
    "finance.SlipEvent": "field",
    "finance.CashCount": "explanation paper",
    "finance.TallyPiece": "",
    "finance.DepositedSlip": "",
    "finance.ExpenseClaim": "category photo note",
    "finance.ClaimEvent": "field",
    "finance.ClassFund": "",
    "finance.ClassRules": "",
    "finance.ReconciliationItem": "label cheque_number",
    "finance.AccountReview": "seed remarks pupils_opinion",
    "finance.SampledEntry": "",
    "finance.HandoverItem": "label cheque_number",
    "finance.HandedThing": "",
    "finance.FirstLook": "remarks",
    "finance.InventoryItem": "label place photo left_note",
    "finance.MoneyRules": "photo_share_code",
    "finance.Memo": "what dropped_why",
    "finance.Merger": "reason",
    "finance.MovedGood": "",
    "finance.MovedGrant": "",
    "finance.OpenAccounts": "codes",
    "finance.OpenAccounts_projects": "",
    "finance.PaperPage": "file",
    "finance.PaperItem": "cheque_number",
    "finance.MatchedItem": "",
    "finance.LaterPaper": "file",
    "finance.InternalSlip": "words",
    "finance.TrayPaper": "file note",
    "finance.Payment": "cheque_number",
    "finance.Chequebook": "first_number last_number",
    "finance.ChequebookMove": "reason",
    "finance.UnusedCheque": "number reason",
    "finance.ReceiptReading": "file shop source",
    "finance.EntryRemark": "text answer",
    "finance.Replacement": "",
    "finance.YearEnd": "originals_place activity_report sent_without",
}
"""What tells of things, days and sums: papers and words of the books, which name nobody who gave."""
