"""People: adults with an account; pupils without one, inside an open class session; what each is told."""

from .jobs import ClassJob, JobTerm
from .notification import Notification
from .pupils import Enrolment, Pupil, ReadingAge
from .sessions import ClassSession, CodeTries, SecretTries, SessionDevice, Signal, Turn
from .user import User

__all__ = [
    "ClassJob",
    "ClassSession",
    "CodeTries",
    "Enrolment",
    "JobTerm",
    "Notification",
    "Pupil",
    "ReadingAge",
    "SecretTries",
    "SessionDevice",
    "Signal",
    "Turn",
    "User",
]
