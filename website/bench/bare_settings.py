"""The same without any middleware: the reference server answers `cache_page` and does nothing else."""

from website.bench.settings import *  # noqa: F403
from website.bench.settings import MIDDLEWARE

MIDDLEWARE.clear()
