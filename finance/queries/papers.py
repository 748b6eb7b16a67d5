"""Papers that belong to nothing yet."""

import datetime

from django.db.models import QuerySet
from django.utils import timezone

from cooperatives.models import StoredFile
from occe.kit.actors import Actor, Adult

A_DAY = datetime.timedelta(days=1)


def just_sent(actor: Actor) -> QuerySet[StoredFile]:
    """What an adult sent within a day: it is shown beside the form that it came with, until the form is whole."""
    if not isinstance(actor, Adult):
        return StoredFile.objects.none()
    return StoredFile.objects.filter(uploaded_by_id=actor.user_id, created_at__gte=timezone.now() - A_DAY)
