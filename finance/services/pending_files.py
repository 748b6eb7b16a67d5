"""A bank's file that waits for a word: kept while somebody says which column is what, then forgotten."""

import datetime

from django.db import transaction
from django.utils import timezone

from cooperatives.models import Federation
from finance.models import BankAccount, PendingFile, SavedMapping
from finance.statements.shapes import CsvMapping
from occe.kit.actors import Adult

KEPT = datetime.timedelta(days=1)


@transaction.atomic
def keep_file(
    federation: Federation, *, data: bytes, name: str, by: Adult, account: BankAccount | None = None
) -> PendingFile:
    """Keep a file until it is explained: the person's file before it goes, and whatever is older than a day."""
    forget_old_files()
    PendingFile.objects.filter(sent_by=by.user_id).delete()
    return PendingFile.objects.create(
        federation=federation, account=account, sent_by_id=by.user_id, name=name[:120], content=data
    )


def forget_old_files() -> int:
    """Throw away the files that nobody explained within a day; returns how many."""
    return PendingFile.objects.filter(sent_at__lt=timezone.now() - KEPT).delete()[0]


@transaction.atomic
def save_mapping(federation: Federation, *, bank: str, mapping: CsvMapping, by: Adult) -> SavedMapping:
    """Keep how the files of a bank are read; the next one of that bank is read so without a question."""
    saved, _created = SavedMapping.objects.update_or_create(
        federation=federation, bank=bank[:60], defaults={"mapping": mapping.to_json(), "saved_by_id": by.user_id}
    )
    return saved
