"""Which association a host name belongs to, and its year of today."""

from django.db.models import Q
from django.utils import timezone

from cooperatives.models import Federation, SchoolYear


def federation_for_host(host: str) -> Federation | None:
    """The tenant of a host name: the one that lists it, else the only one there is, else none."""
    name = host.rsplit(":", 1)[0].lower()
    candidates = list(Federation.objects.annotate(is_named=Q(hosts__contains=[name])).order_by("-is_named", "pk")[:2])
    alone = len(candidates) == 1 and not candidates[0].hosts
    return candidates[0] if candidates and (alone or candidates[0].is_named) else None


def year_of_today(federation: Federation) -> SchoolYear | None:
    """The school year in which one registers now; None while the association has not opened it."""
    running = SchoolYear.objects.filter(federation=federation, closed_at__isnull=True)
    return running.containing(timezone.localdate()).first()
