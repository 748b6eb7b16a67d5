"""Accounts of adults that this room has to know before they ever signed in: a second mandataire, a class teacher."""

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import get_language


@transaction.atomic
def account_for(email: str, *, first_name: str = "", last_name: str = ""):
    """The account of this address; a new one, without a password, for an address that has none.

    An address is one person's over all associations. Whoever gets a new account chooses a password by the
    "forgotten password" page, which proves the address too. Names of a standing account stay its owner's.
    """
    user_model = get_user_model()
    address = email.strip().lower()
    user = user_model.objects.select_for_update(of=("self",)).filter(email=address).first()
    if user is None:
        language = (get_language() or "fr")[:2]
        user = user_model.objects.create_user(
            address, None, first_name=first_name, last_name=last_name, language=language
        )
        EmailAddress.objects.create(user=user, email=address, verified=False, primary=True)
    return user
