"""Councils: petits mots, sittings, ballots, decisions, rules. What children wrote goes; what they decided stays."""

from .adults import AdultMeeting
from .agenda import AgendaItem, FeasibilityNote, ItemMandate, SpeakingTurn
from .ballots import Ballot, BallotOption, BallotPaper, HandCount, Objection, Turnout
from .councils import Council
from .decisions import Decision, DecisionJob, FollowUp
from .meetings import Attendance, CouncilMeeting, GuarantorAct, MeetingRole, Roll
from .rules import ClassRule
from .slips import Slip, Unsealing

__all__ = [
    "AdultMeeting",
    "AgendaItem",
    "Attendance",
    "Ballot",
    "BallotOption",
    "BallotPaper",
    "ClassRule",
    "Council",
    "CouncilMeeting",
    "Decision",
    "DecisionJob",
    "FeasibilityNote",
    "FollowUp",
    "GuarantorAct",
    "HandCount",
    "ItemMandate",
    "MeetingRole",
    "Objection",
    "Roll",
    "Slip",
    "SpeakingTurn",
    "Turnout",
    "Unsealing",
]
