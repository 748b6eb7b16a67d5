"""People: adults with an account; pupils without one, inside an open class session; what each is told."""

from .notification import Notification
from .user import User

__all__ = ["Notification", "User"]
