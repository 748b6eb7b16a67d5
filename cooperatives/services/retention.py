"""What is forgotten by itself: drafts that nobody took up again, with the papers that were joined to them."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cooperatives.models import GuestLink, Registration, StoredFile
from cooperatives.services.files import forget_file


def stale_drafts() -> QuerySet[Registration]:
    """What was begun without an account, never sent, and whose link has expired: nobody can open it any more."""
    unsent = Registration.objects.filter(applicant__isnull=True, sent_at__isnull=True)
    return unsent.filter(link__expires_at__lt=timezone.now())


@transaction.atomic
def forget_draft(registration: Registration) -> None:
    """Erase a draft: who asked, what was answered, the papers, the link. Nothing of it was ever sent.

    A paper's content goes too, unless the same content is kept for somebody else.
    """
    files = list(StoredFile.objects.filter(pk__in=registration.documents.values("file")))
    link = registration.link
    registration.delete()
    GuestLink.objects.filter(pk=link.pk if link else None).delete()
    for file in files:
        forget_file(file)
