"""The chart with which a federation's first year begins: data, to be edited and confirmed by its treasurer.

The form of the codes (eight digits ending in 8) and four of them were read in public pages of other associations; the
others follow the general plan and the lines of the yearly report as they are known, hence `to_confirm`. Nothing public
was found about the chart of OCCE 15. Labels are French and English, for adults and for children.
"""

from dataclasses import dataclass

from .models.accounts import Account

Kind = Account.Kind
Treasury = Account.Treasury
Requires = Account.Requires
StandsFor = Account.StandsFor

BANK = "51200008"
CASH = "53000008"
CLASS_BOX = "53100008"
CARRIED_FORWARD = "11000008"
INTERNAL_TRANSFER = "58000008"
EDUCATION = "61810008"
INSURANCE = "61681008"
MEMBERSHIP = "62810008"
CURRENT_COSTS = "65000008"
LASTING_GOODS = "68000008"
SALES = "70700008"
GOODS_FOR_SALE = "60700008"
PUBLIC_GRANTS = "74100008"
ASSOCIATION_AID = "74280008"
FAMILIES = "75620008"
UNUSUAL_COSTS = "67000008"
UNUSUAL_INCOME = "77000008"


@dataclass(frozen=True, slots=True)
class AccountModel:
    """A row of the chart before it belongs to a federation and a year; fields as in `Account`."""

    code: str
    kind: Kind
    label_fr: str
    label_en: str
    child_label_fr: str
    child_label_en: str
    examples_fr: str = ""
    examples_en: str = ""
    picture: str = ""
    treasury: Treasury = Treasury.NONE
    report_line: str = ""
    requires: Requires = Requires.NONE
    counts_as_raised: bool = False
    to_confirm: bool = True
    by_mandate: bool = False
    stands_for: StandsFor = StandsFor.NOTHING


CHART = (
    AccountModel(
        BANK, Kind.TREASURY, "Banque", "Bank", "à la banque", "at the bank",
        treasury=Treasury.BANK, picture="bank",
    ),
    AccountModel(
        CASH, Kind.TREASURY, "Caisse", "Cash box", "dans la boîte à sous", "in the cash box",
        treasury=Treasury.CASH, picture="cash-box",
    ),
    AccountModel(
        CLASS_BOX, Kind.TREASURY, "Caisses des classes", "Class boxes",
        "dans la boîte de la classe", "in the class box",
        treasury=Treasury.CLASS_BOX, picture="cash-box",
    ),
    AccountModel(
        CARRIED_FORWARD, Kind.CARRIED_FORWARD, "Report de l’an dernier", "Brought forward from last year",
        "ce qu’il restait de l’an dernier", "what was left from last year",
    ),
    AccountModel(
        INTERNAL_TRANSFER, Kind.TRANSFER, "Virements internes", "Internal transfers",
        "l’argent change de place", "money changes place",
    ),
    AccountModel(
        GOODS_FOR_SALE, Kind.EXPENSE, "Achats de produits pour cession", "Purchases for resale",
        "pour fabriquer et vendre", "to make and sell",
        "photos de classe, farine et œufs pour les gâteaux, plants, lots de tombola",
        "class photos, flour and eggs for cakes, seedlings, raffle prizes", "cooking", report_line="607",
    ),
    AccountModel(
        EDUCATION, Kind.EXPENSE, "Activités éducatives", "Educational activities",
        "nos sorties, nos projets", "our outings, our projects",
        "car, entrées de musée, intervenante, petit matériel, livres, abonnements",
        "coach, museum tickets, workshop leader, small material, books, magazines", "outing", report_line="618",
    ),
    AccountModel(
        INSURANCE, Kind.EXPENSE, "Assurances", "Insurance", "l’assurance", "insurance",
        "assurance des membres, payée avec la cotisation", "members' insurance, paid with the fee", "other",
        report_line="616", to_confirm=False, by_mandate=True, stands_for=StandsFor.INSURANCE,
    ),
    AccountModel(
        MEMBERSHIP, Kind.EXPENSE, "Cotisations versées à l’OCCE", "OCCE membership fees",
        "notre inscription à l’OCCE", "our OCCE membership",
        "cotisation de l’année, élèves et adultes", "the year's fee, pupils and adults", "other",
        report_line="628", to_confirm=False, by_mandate=True, stands_for=StandsFor.FEE,
    ),
    AccountModel(
        CURRENT_COSTS, Kind.EXPENSE, "Autres charges courantes", "Other running costs",
        "les petits frais", "small costs", "frais bancaires, timbres", "bank charges, stamps", "other",
        report_line="65",
    ),
    AccountModel(
        "67000008", Kind.EXPENSE, "Charges exceptionnelles", "Unusual costs",
        "un cadeau pour d’autres, ou une surprise", "a gift for others, or a surprise",
        "don de solidarité, vol, perte, correction d’une année passée",
        "solidarity gift, theft, loss, correction of a past year", "gift", report_line="67",
    ),
    AccountModel(
        LASTING_GOODS, Kind.EXPENSE, "Achats de biens durables", "Lasting goods",
        "un objet qui dure", "something that lasts",
        "appareil photo, tente, grand jeu", "camera, tent, large game", "lasting",
        report_line="68", requires=Requires.INVENTORY_ITEM, to_confirm=False,
    ),
    AccountModel(
        SALES, Kind.INCOME, "Ventes de produits", "Sales", "ce que nous avons vendu", "what we sold",
        "photos, calendriers, jus de pomme, gâteaux", "photos, calendars, apple juice, cakes", "cooking",
        report_line="707", counts_as_raised=True,
    ),
    AccountModel(
        "70800008", Kind.INCOME, "Activités et fêtes", "Activities and fêtes",
        "notre fête, notre spectacle", "our fête, our show",
        "kermesse, loto, bal, spectacle", "school fair, bingo, dance, show", "party",
        report_line="708", counts_as_raised=True,
    ),
    AccountModel(
        PUBLIC_GRANTS, Kind.INCOME, "Subventions publiques", "Public grants",
        "l’aide de la mairie", "help from the town hall",
        "commune, département, État : à justifier", "commune, department, State: to be accounted for", "gift",
        report_line="741", requires=Requires.GRANT_REPORT, counts_as_raised=True,
    ),
    AccountModel(
        "74200008", Kind.INCOME, "Autres aides", "Other support",
        "l’aide de nos amis", "help from our friends",
        "association de parents, fondation", "parents' association, foundation", "gift",
        report_line="742", counts_as_raised=True,
    ),
    AccountModel(
        ASSOCIATION_AID, Kind.INCOME, "Aides de l’association départementale", "Departmental association's support",
        "l’aide de l’association", "help from the association",
        "aide aux projets", "project support", "gift", report_line="742", stands_for=StandsFor.AID,
    ),
    AccountModel(
        "75000008", Kind.INCOME, "Autres produits courants", "Other income",
        "un remboursement", "money given back",
        "remboursement d’un fournisseur, avoir", "refund by a supplier, credit note", "other", report_line="75",
    ),
    AccountModel(
        FAMILIES, Kind.INCOME, "Participations volontaires des familles", "Families' voluntary contributions",
        "les enveloppes des familles", "the families' envelopes",
        "libres et anonymes : aucun nom n’est noté", "free and anonymous: no name is written down", "gift",
        report_line="7562", counts_as_raised=True, to_confirm=False,
    ),
    AccountModel(
        "76000008", Kind.INCOME, "Intérêts perçus", "Interest received",
        "un peu plus de la banque", "a little more from the bank",
        "anciens livrets seulement", "old savings accounts only", "other", report_line="76", counts_as_raised=True,
    ),
    AccountModel(
        "77000008", Kind.INCOME, "Produits exceptionnels", "Unusual income", "une belle surprise", "a nice surprise",
        "don, prix d’un concours, correction d’une année passée", "gift, prize, correction of a past year", "gift",
        report_line="77", counts_as_raised=True,
    ),
)  # fmt: skip

# The account that each picture of an expense proposes (`occe.kit.drawing.categories`); the adult may choose another.
ACCOUNT_OF_CATEGORY = {
    "books-games": EDUCATION,
    "outing": EDUCATION,
    "garden": EDUCATION,
    "cooking": "60700008",
    "art": EDUCATION,
    "lasting": LASTING_GOODS,
    "party": "60700008",
    "gift": "67000008",
    "sport": EDUCATION,
    "other": EDUCATION,
}
