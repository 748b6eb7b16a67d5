"""One's own annual reports: those being prepared, ready, or that failed."""

from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperatives.models import ExportJob, SchoolYear
from cooperatives.services.exports import AT_WORK, State
from desk.reports.files import Shape
from desk.reports.making import BROKEN, KIND, NO_PDF
from occe.kit.actors import Actor
from occe.kit.pdf import PdfUnavailable

SHOWN, FIRST = 12, 4
"""How many files a page lists, and how many of them without being asked."""

LANGUAGES = {"fr": gettext_lazy("en français"), "en": gettext_lazy("en anglais")}


@dataclass(frozen=True, slots=True)
class OwnReports:
    """The actor's files of one year, the newest first, and a word that changes whenever one of them does."""

    jobs: list[ExportJob]
    etag: str

    @property
    def latest(self) -> list[ExportJob]:
        """The newest ones, and whatever still moves or wants a hand."""
        return [job for place, job in enumerate(self.jobs) if place < FIRST or job.state != State.DONE]

    @property
    def older(self) -> list[ExportJob]:
        """Those that one looks for."""
        return [job for place, job in enumerate(self.jobs) if place >= FIRST and job.state == State.DONE]

    @property
    def at_work(self) -> bool:
        """Whether one of them still moves."""
        return any(job.state in AT_WORK for job in self.jobs)


def own_reports(actor: Actor, year: SchoolYear) -> OwnReports:
    """The actor's own exports of a year's report; nobody sees another's. One query."""
    own = ExportJob.objects.visible_to(actor).filter(kind=KIND, parameters__year=year.slug)
    jobs = list(own.select_related("file").order_by("-created_at", "-id")[:SHOWN])
    seen = ",".join(f"{job.public_id}:{job.state}:{job.done}:{job.total}" for job in jobs)
    return OwnReports(jobs, f'"{sha256(seen.encode()).hexdigest()[:24]}"')


def shape_label(job: ExportJob) -> str:
    """PDF, XLSX, CSV or all of them, in the language of the page."""
    return str(Shape(job.parameters["shape"]).label)


def language_label(job: ExportJob) -> str:
    """The language that a file speaks."""
    return str(LANGUAGES[job.parameters["language"]])


def failure_sentence(job: ExportJob) -> str:
    """What went wrong, and what to do."""
    sentences = {
        NO_PDF: str(PdfUnavailable.sentence),
        BROKEN: _("La préparation s’est arrêtée. Rien n’est perdu : recommencez."),
    }
    return sentences.get(job.failure, sentences[BROKEN])
