"""The portal's addresses, and one act that asks again."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from members.permissions import can_use_own_space
from members.reauthentication import ask_again
from occe.kit.access import allow
from occe.urls import urlpatterns as portal


@allow(can_use_own_space)
@ask_again
def act(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{request.user.email} says {request.POST.get('word')}")


urlpatterns = [path("act/", act), *portal]
