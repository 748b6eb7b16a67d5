"""What an adult changes about the own account. Address, password and second factor have allauth's doors."""

from allauth.account.models import EmailAddress
from django.db import transaction

from members.models import User
from occe.kit.actors import Adult


@transaction.atomic
def change_profile(user: User, *, by: Adult, first_name: str, last_name: str, language: str, called: str) -> User:
    """Change names, language and what the pupils call this adult (`User.Address`); only about oneself."""
    if by.user_id != user.pk:
        raise ValueError("an adult changes the own profile only")
    locked = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    locked.first_name, locked.last_name = first_name, last_name
    locked.language, locked.called = language, called
    locked.save(update_fields=["first_name", "last_name", "language", "called"])
    return locked


@transaction.atomic
def confirm_only_address(user: User) -> None:
    """Count the account's address as proved, when it has a single one: a link that was mailed there came back.

    With two addresses (one is being changed) the link does not say which of them it went to, so nothing changes.
    """
    addresses = EmailAddress.objects.select_for_update(of=("self",)).filter(user=user)
    if len(addresses) == 1 and addresses[0].email == user.email:
        addresses.update(verified=True)
