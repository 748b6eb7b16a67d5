"""How many of the drawn receipts are read right, each by the road of a photo that somebody sends."""

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

from finance.receipt_reading.reader import read_receipt
from finance.receipt_reading.reading import OCR, NotReadable, Reading
from occe.kit.dates import today
from occe.kit.folded import fold
from occe.kit.uploads.pipeline import clean_upload
from website.bench.drawn_receipts import CONDITIONS, DrawnReceipt, drawn_receipts
from website.bench.ground import Ground
from website.bench.table import AT_LEAST, AT_MOST, Row

GOAL = 90
WRONG = 5
REFERENCE = "what was drawn"
NOTHING = Reading(None, None, "", OCR, 0.0)


def receipts_read(_ground: Ground) -> list[Row]:
    """The share of totals read right, that of totals proposed wrong, and of days and shops; two receipts at a time."""
    drawn = list(drawn_receipts(until=today()))
    with ThreadPoolExecutor(2) as readers:
        read = list(zip(drawn, readers.map(_reading, drawn), strict=True))
    right: dict[str, list[bool]] = defaultdict(list)
    for one, reading in read:
        right[one.condition].append(reading.total == one.total)
    by_condition = ", ".join(f"{name} {sum(right[name])}/{len(right[name])}" for name in CONDITIONS)
    wrong = [reading.total not in (None, one.total) for one, reading in read]
    days = [reading.date == one.date for one, reading in read]
    shops = [_same_words(reading.shop, one.shop) for one, reading in read]
    count = len(drawn)
    return [
        Row(f"{count} receipts, totals read right", _share(sum(map(sum, right.values())), count), GOAL, REFERENCE,
            AT_LEAST, unit="%", note=by_condition),
        Row(f"{count} receipts, totals proposed wrong", _share(sum(wrong), count), WRONG, REFERENCE, AT_MOST, unit="%"),
        Row(f"{count} receipts, days read right", _share(sum(days), count), GOAL, REFERENCE, AT_LEAST, unit="%"),
        Row(f"{count} receipts, shops read right", _share(sum(shops), count), GOAL, REFERENCE, AT_LEAST, unit="%"),
    ]  # fmt: skip


def _reading(drawn: DrawnReceipt) -> Reading:
    try:
        return read_receipt(clean_upload(drawn.photo).data)
    except NotReadable:
        return NOTHING


def _same_words(one: str, other: str) -> bool:
    return fold(one).replace(" ", "") == fold(other).replace(" ", "")


def _share(part: int, whole: int) -> float:
    return 100 * part / whole
