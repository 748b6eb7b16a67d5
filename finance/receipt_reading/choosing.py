"""Which of the amounts is the total, which of the days is the receipt's, which line is the shop's.

Rows are compared without accents, capitals or spaces, for a recogniser loses spaces ("NETAPAYER"). An amount gathers
reasons: the words at its left, the same sum paid by card, cash given less change, net plus VAT. The one with the most
reasons is the total; an amount that nothing names is never proposed.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from finance.receipt_reading.days import day_in
from finance.receipt_reading.reading import OCR, Reading
from finance.receipt_reading.rows import Row
from occe.kit.folded import fold

# fmt: off
# What a row says when its spaces are gone, and what that is worth to the amount beside it: the first that fits counts.
# Below zero: an amount that is surely something else.
WORDS: tuple[tuple[str, float], ...] = (
    (r"sous?tota|s/?total|totalpartiel|totalintermediaire", -3),
    (r"rendu|arendre|monnaie|renduespeces", -4),
    (r"totalht|montantht|netht|baseht|\bht\b|horstaxe", -3),
    (r"totaltva|donttva|tva|taxe", -3),
    (r"remise|reduction|avantage|economi|fidelite|cagnotte|cumul|points|bonachat|promo|gagne|solde|ancienprix", -4),
    (r"capital|siret|siren|rcs|naf|telephone|\btel\b|article", -4),
    (r"netapayer|totalapayer|restepayer|resteapayer|apayer|totalttc|montantttc|ttcapayer|montantapayer", 6),
    (r"totaleur|totaleuro|totaldu|montantdu|totalgeneral|totalachat|totalticket|totalfacture|totalttc", 6),
    (r"tota", 4.5),
    (r"montantreel|montanteur|montanttotal|montant", 3.5),
    (r"carteb|cartecb|cbemv|\bcb\b|^cb|visa|mastercard|bancaire|sanscontact|cheque|reglement|paiement|paye", 3),
    (r"espece|especes|recu|donne|cash", 0.5),
)
# fmt: on
AMOUNT = re.compile(
    r"(?<![\d.,/:])(\d{1,3}(?:[ .]\d{3})+|\d{1,6}) ?(?:[,.] ?|€|eur|EUR)(\d{2})"
    r"(?![\d%/:]|[.,]\d| ?(?:%|kg|KG|g\b|L\b|l\b))"
)
SURE, LEAST = 8.0, 2.5
"""Reasons after which a total is as sure as letters make it, and below which none is proposed."""
CENT = Decimal("0.01")

NOT_A_SHOP = re.compile(
    r"ticket|bienvenue|merci|facture|duplicata|siret|siren|rcs|naf|tel|fax|www|http|caisse|carte|client|magasin\s*n|"
    r"\brue\b|avenue|\bav\b|\bbd\b|boulevard|place|route|chemin|impasse|zone|\bza\b|\bzi\b|\bzac\b|\bbp\b|cedex|horaire|ouvert|"
    r"capital|tva|total|date|heure|vendeu|\beur\b|recu"
)


def reading_of(rows: Sequence[Row], *, today: datetime.date) -> Reading:
    """What the rows of a paper say. What is not found is None or "": nothing is invented."""
    total, confidence = total_of(rows)
    return Reading(total, day_of(rows, today=today), shop_of(rows), OCR, confidence)


# --- the total -------------------------------------------------------------------------------------------------------


def total_of(rows: Sequence[Row]) -> tuple[Decimal | None, float]:
    """The total and how sure it is, from 0 to 1; (None, 0) when nothing names one."""
    reasons: dict[Decimal, float] = defaultdict(float)
    seen: dict[str, list[Decimal]] = defaultdict(list)
    for rank, row in enumerate(rows):
        words = squeezed(row.text)
        weight, word = _weight(words)
        if weight is None:
            continue
        amounts = amounts_in(row.text) or _amount_below(rows, rank)
        if not amounts:
            continue
        seen[word] += amounts
        # The rightmost amount is the row's own; others before it are a quantity or a price for one.
        reasons[amounts[-1]] += weight * (0.5 + 0.5 * row.score)
        if weight < 0:
            continue
        for other in amounts[:-1]:
            reasons[other] -= 0.5
    _add_up(reasons, rows)
    best = sorted(reasons.items(), key=lambda pair: (pair[1], pair[0]), reverse=True)
    if not best or best[0][1] < LEAST or best[0][0] <= 0:
        return None, 0.0
    (total, weight), second = best[0], max((other for _amount, other in best[1:]), default=0.0)
    sure = min(1.0, weight / SURE) * (1.0 if second <= 0 else max(0.3, 1 - 0.6 * max(0.0, second) / weight))
    return total, round(min(0.99, sure), 2)


def squeezed(text: str) -> str:
    """A row's words without accents, capitals, figures and spaces; a lone short word keeps its edges."""
    words = re.sub(r"(?<=[a-z])0(?=[a-z])", "o", fold(text))
    return re.sub(r"[\d\s.,€*=:+-]+", "", words) or words


def amounts_in(text: str) -> list[Decimal]:
    """The amounts of a row with two decimals, from left to right. A letter O among figures is a zero."""
    mended = re.sub(r"(?<=[\d,.])[oO](?=[\d,. ]|$)|(?<![A-Za-z])[oO](?=[,.]\d)", "0", text)
    mended = re.sub(r"(?<=[\d,.])[lI](?=\d|$)", "1", mended)
    return [
        Decimal(f"{re.sub('[ .]', '', found[1])}.{found[2]}")
        for found in AMOUNT.finditer(mended)
        if not mended[: found.start()].endswith("-")
    ]


def _weight(words: str) -> tuple[float | None, str]:
    for pattern, weight in WORDS:
        if re.search(pattern, words):
            return weight, pattern
    return None, ""


def _amount_below(rows: Sequence[Row], rank: int) -> list[Decimal]:
    """The amount that stands alone under its word, as on some card slips."""
    if rank + 1 >= len(rows):
        return []
    below = rows[rank + 1]
    amounts = amounts_in(below.text)
    letters = re.sub(r"eur|euros?", "", re.sub(r"[^a-z]", "", fold(below.text)))
    return amounts if len(amounts) == 1 and len(letters) <= 1 else []


def _add_up(reasons: dict[Decimal, float], rows: Sequence[Row]) -> None:
    """What agrees with the rest of the paper: cash less change, net plus VAT, the sum of the lines above."""
    given = _beside(rows, r"espece|recu|donne|cash|cheque")
    change = _beside(rows, r"rendu|arendre|monnaie")
    for much in given:
        for back in change:
            if much > back and much - back in reasons:
                reasons[much - back] += 3
                reasons[much] -= 3
    net = _beside(rows, r"totalht|montantht|netht|baseht|ht")
    taxes = _beside(rows, r"tva|taxe")
    for total in list(reasons):
        if any(abs(one + tax - total) <= CENT for one in net for tax in taxes if one != total and tax):
            reasons[total] += 2
    lines: list[Decimal] = []
    for row in rows:
        if _weight(squeezed(row.text))[0] is None:
            lines += amounts_in(row.text)[-1:]
    summed = sum(lines, Decimal(0))
    if len(lines) > 1 and summed in reasons:
        reasons[summed] += 2


def _beside(rows: Sequence[Row], pattern: str) -> list[Decimal]:
    return [amount for row in rows if re.search(pattern, squeezed(row.text)) for amount in amounts_in(row.text)]


# --- the day and the shop --------------------------------------------------------------------------------------------


def day_of(rows: Sequence[Row], *, today: datetime.date) -> datetime.date | None:
    """The day of the paper: one beside an hour first, then the first from the top; never one that is to come."""
    found: list[tuple[int, int, datetime.date]] = []
    for rank, row in enumerate(rows):
        day, with_hour = day_in(row.text, today=today)
        if day:
            found.append((0 if with_hour else 1, rank, day))
    return min(found)[2] if found else None


def shop_of(rows: Sequence[Row]) -> str:
    """The shop: of the first lines the one in the largest letters that is no address, no number and no greeting."""
    first = [row for row in rows[:6] if _may_be_a_shop(row)]
    if not first:
        return ""
    tallest = max(row.height for row in first)
    chosen = next(row for row in first if row.height >= 0.8 * tallest)
    return re.sub(r"^[^\w]+|[^\w.)!]+$", "", chosen.text)[:80]


def _may_be_a_shop(row: Row) -> bool:
    words = fold(row.text)
    letters = sum(sign.isalpha() for sign in words)
    figures = sum(sign.isdigit() for sign in words)
    return letters >= 3 and figures <= letters / 3 and row.score >= 0.6 and not NOT_A_SHOP.search(words)
