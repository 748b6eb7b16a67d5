"""Reads that several pages need."""

from .schools import department_of_postcode, open_request_for, resembling, school_wide_cooperative
from .steps import Step, default_name, journey, missing_documents, problems, steps
from .tenant import federation_for_host, year_of_today

__all__ = [
    "Step",
    "default_name",
    "department_of_postcode",
    "federation_for_host",
    "journey",
    "missing_documents",
    "open_request_for",
    "problems",
    "resembling",
    "school_wide_cooperative",
    "steps",
    "year_of_today",
]
