"""What the association says about purchases when its first year opens: data, to be edited by the association.

No official list was ever published and associations differ, so this warns and asks for the council's decision, and
never blocks. What is the commune's duty (ordinary supplies, furniture, repairs) is advised against: a cooperative that
pays it runs the risk of de facto management.
"""

from dataclasses import dataclass

from .models.advice import PurchaseAdvice

State = PurchaseAdvice.State


@dataclass(frozen=True, slots=True)
class AdviceModel:
    """A row before it belongs to a federation; fields as in `PurchaseAdvice`."""

    key: str
    state: State
    words: tuple[str, ...]
    reason_fr: str
    reason_en: str


ADVICE = (
    AdviceModel(
        "copier", State.ADVISED_AGAINST,
        ("photocopieur", "photocopieuse", "photocopie", "copieur", "imprimante", "toner", "maintenance"),
        "Le photocopieur et son entretien sont à la charge de la commune.",
        "The photocopier and its maintenance are the commune's to pay.",
    ),
    AdviceModel(
        "office", State.ADVISED_AGAINST,
        ("encre", "cartouche", "ramette", "agrafe", "trombone", "enveloppe", "plastifieuse"),
        "Les consommables de bureau sont à la charge de la commune.",
        "Office consumables are the commune's to pay.",
    ),
    AdviceModel(
        "supplies", State.ADVISED_AGAINST,
        ("cahier", "classeur", "stylo", "gomme", "fourniture", "fournitures scolaires", "ardoise"),
        "Les fournitures ordinaires sont à la charge de la commune. Un petit complément de fin d’année se comprend.",
        "Ordinary supplies are the commune's to pay. A small top-up at the end of the year is understandable.",
    ),
    AdviceModel(
        "textbooks", State.TOLERATED,
        ("manuel", "manuel scolaire", "fichier de mathematiques", "fichier de lecture"),
        "Un ou deux manuels qui manquent, pas une série : les manuels sont à la charge de la commune.",
        "One or two missing textbooks, not a set: textbooks are the commune's to pay.",
    ),
    AdviceModel(
        "teachers-books", State.ADVISED_AGAINST,
        ("livre du maitre", "guide pedagogique", "guide du maitre"),
        "Les livres des enseignants ne sont pas pour les élèves : la coopérative ne les paie pas.",
        "Teachers' books are not for the pupils: the cooperative does not pay for them.",
    ),
    AdviceModel(
        "phone", State.ADVISED_AGAINST,
        ("telephone", "forfait mobile", "abonnement internet", "box internet"),
        "Le téléphone et Internet de l’école sont à la charge de la commune.",
        "The school's telephone and Internet are the commune's to pay.",
    ),
    AdviceModel(
        "staff-room", State.ADVISED_AGAINST,
        ("cafetiere", "bouilloire", "micro ondes", "machine a cafe", "refrigerateur", "dosette"),
        "Ce qui équipe la salle des maîtres n’est pas pour les élèves.",
        "What equips the staff room is not for the pupils.",
    ),
    AdviceModel(
        "furniture", State.ADVISED_AGAINST,
        ("chaise", "bureau", "armoire", "tableau blanc", "reparation", "travaux", "toboggan", "portail"),
        "Le mobilier, les travaux et les réparations sont à la charge de la commune.",
        "Furniture, works and repairs are the commune's to pay.",
    ),
    AdviceModel(
        "savings", State.ADVISED_AGAINST,
        ("livret a", "epargne", "placement"),
        "Une coopérative n’ouvre ni livret ni placement.",
        "A cooperative opens neither a savings account nor an investment.",
    ),
    AdviceModel(
        "salary", State.ADVISED_AGAINST,
        ("salaire", "vacation", "cheque emploi", "cesu"),
        "La coopérative n’emploie personne. Un intervenant donne une facture avec son SIRET ; parlez-en à l’AD.",
        "The cooperative employs nobody. A workshop leader gives an invoice with a SIRET; talk to the association.",
    ),
    AdviceModel(
        "resale", State.TOLERATED,
        ("revendre", "revente"),
        "On vend ce qu’on a fabriqué. Acheter pour revendre tel quel est du commerce, sauf les photos de classe.",
        "One sells what one has made. Buying to resell unchanged is trade, except class photos.",
    ),
    AdviceModel(
        "play", State.TOLERATED,
        ("velo", "trottinette", "structure de jeux", "jeux de cour"),
        "Les avis diffèrent sur les jeux de cour : liez l’achat à un projet voté par le conseil.",
        "Opinions differ on playground games: tie the purchase to a project that the council voted for.",
    ),
    AdviceModel(
        "projects", State.ALLOWED,
        (
            "sortie", "musee", "car", "spectacle", "cinema", "theatre", "intervenant", "abonnement", "magazine",
            "album", "livre", "graine", "terreau", "plant", "logiciel educatif", "solidarite",
        ),
        "Oui : c’est pour un projet des élèves. Gardez la facture au nom de la coopérative.",
        "Yes: it is for a project of the pupils. Keep the invoice in the cooperative's name.",
    ),
)  # fmt: skip
