"""What an adult changes about the own account. Address, password and second factor have allauth's doors."""

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
