"""The same with next to no middleware: the reference server answers `cache_page` and does nothing else."""

from website.bench.settings import *  # noqa: F403
from website.bench.settings import MIDDLEWARE

MIDDLEWARE[:] = ["allauth.account.middleware.AccountMiddleware"]  # allauth does not load without it
