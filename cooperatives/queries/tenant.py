"""Which association a host name belongs to."""

from django.db.models import Q

from cooperatives.models import Federation


def federation_for_host(host: str) -> Federation | None:
    """The tenant of a host name: the one that lists it, else the only one there is, else none."""
    name = host.rsplit(":", 1)[0].lower()
    candidates = list(Federation.objects.annotate(is_named=Q(hosts__contains=[name])).order_by("-is_named", "pk")[:2])
    alone = len(candidates) == 1 and not candidates[0].hosts
    return candidates[0] if candidates and (alone or candidates[0].is_named) else None
