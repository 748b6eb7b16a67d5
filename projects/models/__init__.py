"""Projects: plan, do, tell, look back. What shows a child is shown as long as its parents and it agree, no longer."""

from .consent import ConsentAnswer, ConsentSheet, OwnNo
from .corrections import SetAside, StepCorrection
from .journal import JournalEntry, Piece
from .kinds import ProjectKind, ProjectRules, Skill
from .plan import Invitation, Partner, PlannedLine, ProjectDate, ProjectPlace
from .projects import Project, ProjectStep
from .publication import ContentReport, Publication
from .reflection import Reflection, ReflectionPaper, ReflectionTurnout
from .reports import ActivityReport, ReportLine
from .tasks import Task

__all__ = [
    "ActivityReport",
    "ConsentAnswer",
    "ConsentSheet",
    "ContentReport",
    "Invitation",
    "JournalEntry",
    "OwnNo",
    "Partner",
    "Piece",
    "PlannedLine",
    "Project",
    "ProjectDate",
    "ProjectKind",
    "ProjectPlace",
    "ProjectRules",
    "ProjectStep",
    "Publication",
    "Reflection",
    "ReflectionPaper",
    "ReflectionTurnout",
    "ReportLine",
    "SetAside",
    "Skill",
    "StepCorrection",
    "Task",
]
