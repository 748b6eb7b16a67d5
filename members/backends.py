"""Who is signed in, read once for each request."""

from allauth.account.auth_backends import AuthenticationBackend

from members.models import User
from members.queries import with_standing


class AccountBackend(AuthenticationBackend):
    """allauth's, whose reader comes with what every page of an adult asks: staff roles in force, and what is unread.

    One query instead of three, at each request: a right that was withdrawn ends with the next one.
    """

    def get_user(self, user_id: int) -> User | None:
        user = with_standing(User.objects.filter(pk=user_id)).first()
        return user if user and self.user_can_authenticate(user) else None
