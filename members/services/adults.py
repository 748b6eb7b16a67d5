"""What an adult changes about the own account. Address, password and second factor have allauth's doors."""

from allauth.account.models import EmailAddress
from django.db import transaction

from members.models import User
from occe.kit.actors import Adult


@transaction.atomic
def change_profile(*, by: Adult, first_name: str, last_name: str, language: str, called: str) -> User:
    """Change the actor's own names, language and what the pupils call this adult (`User.Address`)."""
    user = User.objects.select_for_update(of=("self",)).get(pk=by.user_id)
    user.first_name, user.last_name = first_name, last_name
    user.language, user.called = language, called
    user.save(update_fields=["first_name", "last_name", "language", "called"])
    return user


@transaction.atomic
def confirm_only_address(user: User) -> None:
    """Count the account's address as proved, when it has a single one: a link that was mailed there came back.

    With two addresses (one is being changed) the link does not say which of them it went to, so nothing changes.
    """
    addresses = EmailAddress.objects.select_for_update(of=("self",)).filter(user=user)
    if len(addresses) == 1 and addresses[0].email == user.email:
        addresses.update(verified=True)
