"""Cheques that wait to be brought to the bank."""

from django.db.models import Count, QuerySet, Sum

from finance.models import Book, DepositSlip


def slips_with_cheques(book: Book) -> QuerySet:
    """The recorded slips of a book whose cheques are in no deposit yet; `cheque_count`, `cheque_sum` (euros)."""
    slips = DepositSlip.objects.real().filter(
        state=DepositSlip.State.RECORDED, entry__book=book, cheques__isnull=False, in_deposit__isnull=True
    )
    slips = slips.annotate(cheque_count=Count("cheques"), cheque_sum=Sum("cheques__amount"))
    return slips.select_related("account", "classroom").order_by("collected_on", "pk")
