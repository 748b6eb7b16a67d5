"""Which association a host name belongs to."""

from cooperatives.models import Federation


def federation_for_host(host: str) -> Federation | None:
    """The tenant of a host name: the one that lists it, else the only one there is, else none."""
    name = host.rsplit(":", 1)[0].lower()
    candidates = list(Federation.objects.order_by("pk")[:2])
    if len(candidates) == 1 and not candidates[0].hosts:
        return candidates[0]
    return Federation.objects.filter(hosts__contains=[name]).first()
