"""One address of each route: what the arguments of a URL stand for."""

from collections.abc import Iterator
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from members.services.class_sessions import session_token
from tests.access.places import Places
from website.models import Page

THIRD_PARTIES = ("account_", "mfa_", "socialaccount", "usersessions", "openid_connect")


def routes(patterns=None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every route of ours, by its full name."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from routes(pattern.url_patterns, inner)
        elif not (pattern.name or "").startswith(THIRD_PARTIES):
            yield f"{space}{pattern.name}", pattern


def address_of(world: Places, name: str) -> str:
    """The French address of a route, its arguments taken from this world's objects."""
    return reverse(name, kwargs={argument: _value(world, name, argument) for argument in _arguments()[name]})


@cache
def _arguments() -> dict[str, list[str]]:
    return {name: list(pattern.pattern.converters) for name, pattern in routes()}


def _value(world: Places, name: str, argument: str):
    """The argument's own meaning on this route, or on those that begin like it, or everywhere."""
    special = ARGUMENTS.get((name, argument)) or ARGUMENTS.get((name.split("-")[0], argument))
    found = (special or ARGUMENTS[argument])(world)
    return getattr(found, "public_id", found)


ARGUMENTS = {
    ("councils:school-mandate", "item_id"): lambda w: w.school_item,
    "id": lambda w: w.cooperative,
    "classroom": lambda w: w.classroom,
    "session": lambda w: w.open_class,
    "pupil": lambda w: w.lina,
    "job": lambda w: w.job,
    "council": lambda w: w.class_council,
    "meeting": lambda w: w.sitting,
    "item": lambda w: w.sitting_item,
    "rule": lambda w: w.rule,
    "sheet": lambda w: w.consent_sheet,
    "note": lambda w: w.note,
    "ballot": lambda w: w.ballot,
    ("councils:ballot-act", "act"): lambda w: "show",
    ("councils:ballot-paper", "which"): lambda w: "blank",
    ("councils:pupil-slip-new", "kind"): lambda w: "idea",
    "page_id": lambda w: w.journal_page,
    "piece_id": lambda w: w.journal_photo,
    ("projects:journal-piece-act", "act"): lambda w: "withdraw",
    ("projects:journal-page-act", "act"): lambda w: "check",
    ("projects:journal-piece-new", "kind"): lambda w: "photo",
    ("projects:pupil-piece-new", "kind"): lambda w: "drawing",
    "meeting_id": lambda w: w.adult_meeting,
    "entry_id": lambda w: w.entry,
    "decision_id": lambda w: w.decision,
    ("councils:decision-job", "decision_id"): lambda w: w.class_decision,
    "decision": lambda w: w.decision,
    "reading": lambda w: "ledger",
    "import_id": lambda w: w.taken_over,
    "item_id": lambda w: w.thing,
    "claim_id": lambda w: w.claim,
    "slip_id": lambda w: w.slip,
    "advance_id": lambda w: w.advance,
    "deposit_id": lambda w: w.cheque_deposit,
    "grant_id": lambda w: w.grant,
    "activity_id": lambda w: w.activity,
    "what": lambda w: "grants",
    "gathered_id": lambda w: w.grant,
    "count_id": lambda w: w.cash_count,
    "line_id": lambda w: w.movement,
    "rule_id": lambda w: w.bank_rule,
    ("finance:bank-paper-take-back", "item_id"): lambda w: w.paper_item,
    ("finance:bank-month", "year"): lambda w: 2025,
    ("finance:bank-month", "month"): lambda w: 10,
    ("finance:bank-month-pdf", "year"): lambda w: w.closed_month.month.year,
    ("finance:bank-month-pdf", "month"): lambda w: w.closed_month.month.month,
    "file_id": lambda w: w.pending_file,
    "match_id": lambda w: w.bank_match,
    "statement_id": lambda w: w.statement,
    "internal_id": lambda w: w.internal_slip,
    "paper_id": lambda w: w.tray_paper,
    "neighbour_id": lambda w: w.mandate,
    "stand_in_id": lambda w: w.mandate,
    "chequebook_id": lambda w: w.chequebook,
    "memo_id": lambda w: w.memo,
    "project_id": lambda w: w.project,
    ("desk:project-kind", "key"): lambda w: "sport",
    ("desk:project-kind-act", "key"): lambda w: "sport",
    ("desk:skill", "number"): lambda w: w.skill.pk,
    ("desk:skill-act", "number"): lambda w: w.skill.pk,
    "task_id": lambda w: w.task,
    "invitation_id": lambda w: w.project_invitation,
    "teacher_id": lambda w: w.teaching,
    "pass_id": lambda w: w.day_pass,
    "token": lambda w: "a" * 43,
    "slug": lambda w: w.year.slug,
    "kind": lambda w: "expense",
    "code": lambda w: w.ledger["61810008"].code,
    "number": lambda w: 1,
    "exit": lambda w: "lost",
    "step": lambda w: "amount",
    "key": lambda w: "papers",
    "remark_id": lambda w: w.remark,
    "rank": lambda w: w.sampled.rank,
    "reviewer_id": lambda w: w.reviewer,
    ("finance:handover", "id"): lambda w: w.handover,
    ("finance:handover-new", "id"): lambda w: w.cooperative,
    ("cooperatives:registration", "id"): lambda w: w.registration,
    ("cooperatives:registration-claim", "id"): lambda w: w.claimable,
    ("cooperatives:registration-paper", "kind"): lambda w: "minutes",
    ("cooperatives:file", "id"): lambda w: w.file,
    ("cooperatives:thumbnail", "id"): lambda w: w.file,
    ("cooperatives:mandate", "id"): lambda w: w.mandate,
    ("cooperatives_bare:guest", "token"): lambda w: w.link,
    ("members:class-open", "token"): lambda w: session_token(w.open_class),
    ("members:class-secret", "id"): lambda w: w.lina,
    ("members:notification-open", "id"): lambda w: w.notification,
    ("members:pupil-job", "id"): lambda w: w.job,
    ("support:ticket", "id"): lambda w: w.ticket,
    ("desk:ticket", "id"): lambda w: w.ticket,
    ("desk:advice-edit", "id"): lambda w: w.advice,
    ("desk:advice-retire", "id"): lambda w: w.advice,
    ("finance:good-of-entry", "entry_id"): lambda w: w.bought_to_last,
    ("finance:claim-asked", "id"): lambda w: w.claim,
    ("finance:pupil-expense", "id"): lambda w: w.claim,
    ("finance:pupil-expense-step", "id"): lambda w: w.draft,
    ("finance:pupil-expense-read", "id"): lambda w: w.draft,
    ("finance:pupil-expense-send", "id"): lambda w: w.draft,
    ("finance:pupil-expense-throw-away", "id"): lambda w: w.draft,
    ("finance:pupil-check", "id"): lambda w: w.claim,
    ("finance:pupil-check-agree", "id"): lambda w: w.claim,
    ("finance:pupil-check-again", "id"): lambda w: w.claim,
    ("finance:pupil-check-thanks", "id"): lambda w: w.claim,
    ("finance:pupil-deposit", "id"): lambda w: w.slip,
    ("finance:pupil-recount", "id"): lambda w: w.slip,
    ("finance:pupil-recount-answer", "id"): lambda w: w.slip,
    ("finance:pupil-recount-thanks", "id"): lambda w: w.slip,
    ("finance:pupil-deposit-step", "id"): lambda w: w.draft_slip,
    ("finance:pupil-deposit-step", "step"): lambda w: "count",
    ("finance:pupil-deposit-read", "id"): lambda w: w.draft_slip,
    ("finance:pupil-deposit-send", "id"): lambda w: w.draft_slip,
    ("finance:pupil-deposit-throw-away", "id"): lambda w: w.draft_slip,
    ("desk:registration", "id"): lambda w: w.sent_registration,
    ("desk:address-verify", "id"): lambda w: w.nina,
    ("desk:privacy-document", "slug"): lambda w: "register",
    ("desk:privacy-paper", "slug"): lambda w: "children",
    ("desk:cooperatives-export", "kind"): lambda w: "csv",
    ("desk:combined-file", "kind"): lambda w: "csv",
    ("desk:mandate-act", "id"): lambda w: w.mandate,
    ("desk:mandate-act", "name"): lambda w: "suspension",
    ("desk:invitation-revoke", "id"): lambda w: w.invitation,
    ("desk:report-export", "id"): lambda w: w.export,
    ("desk:report-file", "id"): lambda w: w.export,
    ("desk:report-restart", "id"): lambda w: w.export,
    ("desk:role-grant", "id"): lambda w: w.rita,
    ("desk:role-end", "id"): lambda w: w.role,
    ("site:page", "slug"): lambda w: Page.Slug.MISSION.value,
    ("site:version-restore", "slug"): lambda w: Page.Slug.MISSION.value,
    ("site:news", "id"): lambda w: w.news,
    ("site:partner", "id"): lambda w: w.partner,
    ("site:picture", "id"): lambda w: w.site_picture,
    ("site:step", "id"): lambda w: w.step,
    ("site:message", "id"): lambda w: w.message,
    ("website:project", "id"): lambda w: w.project,
    ("projects:story", "piece_id"): lambda w: w.story_piece,
    ("projects:story", "act"): lambda w: "in",
    ("desk:story-report", "id"): lambda w: w.content_report,
    ("story-piece", "id"): lambda w: w.story_piece,
    ("story-piece", "size"): lambda w: "full",
    ("story-cover-jpeg", "id"): lambda w: w.story_piece,
    ("desk:activity-return", "id"): lambda w: w.activity_report,
    ("website:news", "slug"): lambda w: w.news.slug,
    ("website-picture", "id"): lambda w: w.picture,
    ("website-picture-jpeg", "id"): lambda w: w.picture,
}
