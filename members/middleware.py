"""Who acts, for each request: `request.federation` (the tenant, by host name) and `request.actor`."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cooperatives.models import StaffRole
from cooperatives.queries import federation_for_host
from occe.kit.actors import Actor, Adult, Anonymous, Role


def actor(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Builds the actor from the session; rights are read from the database at each request, so they end at once."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.federation = federation_for_host(request.get_host())  # type: ignore[attr-defined]
        request.actor = actor_of(request)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def actor_of(request: HttpRequest) -> Actor:
    federation = request.federation  # type: ignore[attr-defined]
    if federation is None:
        return Anonymous()
    if request.user.is_authenticated:
        roles = StaffRole.objects.filter(federation=federation, user=request.user).in_force(timezone.localdate())
        return Adult(request.user.pk, federation.pk, frozenset(Role(role) for role in roles.values_list("role", flat=True)))
    return Anonymous(federation.pk)
