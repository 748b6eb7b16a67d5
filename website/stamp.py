"""The version of all that the public pages show of a federation: one short text that changes when anything of it does.

Nobody bumps it and no signal is needed: it is read from the rows themselves. PostgreSQL gives each version of a row a
transaction number and a place; one query sums a hash of these over the few thousand rows that a site shows (its
cooperatives, classes, mandates, projects, texts …). The ledger has millions of rows but is only ever added to, so the
last number of each book stands for it. A change is seen when it is committed, and by every process, since all read the
same database; a change that is rolled back was never there.

Before that, one cheaper look: while PostgreSQL's own snapshot is the same text, nothing at all was committed.
"""

from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

_OWN = "federation_id = %(f)s"
_OF_COOPERATIVE = "cooperative_id IN (SELECT id FROM cooperatives_cooperative WHERE federation_id = %(f)s)"
_OF_PROJECT = (
    "project_id IN (SELECT p.id FROM projects_project p JOIN cooperatives_cooperative c ON c.id = p.cooperative_id "
    "WHERE c.federation_id = %(f)s)"
)
_OF_COUNCIL = (
    "council_id IN (SELECT k.id FROM councils_council k JOIN cooperatives_cooperative c ON c.id = k.cooperative_id "
    "WHERE c.federation_id = %(f)s)"
)
_OF_DECISION = (
    "decision_id IN (SELECT d.id FROM councils_decision d JOIN councils_council k ON k.id = d.council_id "
    "JOIN cooperatives_cooperative c ON c.id = k.cooperative_id WHERE c.federation_id = %(f)s)"
)
# Of the journals of published stories alone: what the others hold changes all day, and nobody outside reads it.
_PUBLISHED = (
    "(SELECT p.id FROM projects_project p JOIN cooperatives_cooperative c ON c.id = p.cooperative_id "
    "WHERE c.federation_id = %(f)s AND p.published_at IS NOT NULL)"
)
_OF_STORY = f"project_id IN {_PUBLISHED}"
_OF_ENTRY = f"entry_id IN (SELECT e.id FROM projects_journalentry e WHERE e.{_OF_STORY})"  # noqa: S608 - ours alone
_OF_PIECE = f"piece_id IN (SELECT s.id FROM projects_piece s WHERE s.{_OF_ENTRY})"  # noqa: S608
_SHEETS = f"(SELECT a.consentsheet_id FROM projects_consentsheet_projects a WHERE a.{_OF_STORY})"  # noqa: S608
_OF_CHILD = (
    "pupil_id IN (SELECT u.id FROM members_pupil u JOIN cooperatives_cooperative c ON c.id = u.cooperative_id "
    "WHERE c.federation_id = %(f)s)"
)
_OF_OPENED = "openaccounts_id IN (SELECT id FROM finance_openaccounts WHERE federation_id = %(f)s)"

WATCHED = {
    "cooperatives_federation": "id = %(f)s",
    "cooperatives_schoolyear": _OWN,
    "cooperatives_cooperative": _OWN,
    "cooperatives_school": "id IN (SELECT school_id FROM cooperatives_cooperative WHERE federation_id = %(f)s)",
    "cooperatives_classroom": _OF_COOPERATIVE,
    "cooperatives_mandate": _OF_COOPERATIVE,
    "councils_decision": _OF_COUNCIL,
    "councils_followup": _OF_DECISION,
    # What a later council said of a decision; a council that is open changes all the time, and nobody reads of it.
    "councils_agendaitem": f"about_id IS NOT NULL AND state = 'done' AND {_OF_COUNCIL}",
    "councils_councilmeeting": f"state = 'closed' AND {_OF_COUNCIL}",
    "projects_project": _OF_COOPERATIVE,
    "projects_projectkind": _OWN,
    "projects_projectstep": _OF_PROJECT,
    "projects_project_classrooms": _OF_PROJECT,
    # Who may be seen in a story: the pieces, who is on them, what families and children say.
    "projects_journalentry": _OF_STORY,
    "projects_piece": _OF_ENTRY,
    "projects_piece_shows": _OF_PIECE,
    "projects_piece_authors": _OF_PIECE,
    "projects_consentsheet": f"id IN {_SHEETS}",
    "projects_consentsheet_projects": _OF_STORY,
    "projects_consentanswer": f"sheet_id IN {_SHEETS}",
    "projects_ownno": _OF_CHILD,
    "projects_projectrules": _OWN,
    "projects_partner": _OF_STORY,
    "projects_activityreport": _OF_COOPERATIVE,
    "finance_account": _OWN,
    "finance_book": _OWN,
    "finance_openaccounts": _OWN,
    "finance_openaccounts_projects": _OF_OPENED,
    "desk_privacyfacts": _OWN,
    "website_page": _OWN,
    "website_timelineentry": _OWN,
    "website_partner": _OWN,
    "website_newsitem": _OWN,
    "website_sitepicture": _OWN,
    "website_impactsnapshot": _OWN,
}
"""Each table that a public page reads, and which of its rows belong to the federation %(f)s."""

# Names of our own tables only, from the table above: nothing that a reader sends.
_ONE = (
    "SELECT '{table}', count(*), sum(hashtextextended(t.ctid::text || ':' || t.xmin::text, 0)) "
    "FROM {table} t WHERE {where}"
)
_ROWS = [_ONE.format(table=table, where=where) for table, where in WATCHED.items()]
_LEDGER = (
    "SELECT 'ledger', count(*), sum((SELECT max(number) FROM finance_entry e WHERE e.book_id = b.id)) "
    "FROM finance_book b WHERE b.federation_id = %(f)s"
)
# What was published for later comes out by itself.
_NEWS = "SELECT 'news', count(*), 0 FROM website_newsitem WHERE federation_id = %(f)s AND published_at <= now()"
_DIGEST = "SELECT md5(string_agg(concat_ws(' ', part, n, h), ',' ORDER BY part)) FROM ({rows}) AS x (part, n, h)"
QUERY = _DIGEST.format(rows=" UNION ALL ".join([*_ROWS, _LEDGER, _NEWS]))


@dataclass(frozen=True, slots=True)
class _Seen:
    """A stamp and PostgreSQL's snapshot just before it was read."""

    snapshot: str
    stamp: str


_seen: dict[tuple[str, int], _Seen] = {}


def database() -> str:
    """Which database this process talks to (the tests use several)."""
    return str(connection.settings_dict["NAME"])


def of_federation(federation_id: int) -> str:
    """The stamp of a federation's public pages now; the day is part of it, for pages tell the date of their figures.

    The snapshot is read first, so that a commit between the two queries is found at the next call.
    """
    place = (database(), federation_id)
    with connection.cursor() as cursor:
        snapshot = "" if connection.in_atomic_block else _one(cursor, "SELECT pg_current_snapshot()::text")
        seen = _seen.get(place)
        if not snapshot or seen is None or seen.snapshot != snapshot:
            seen = _seen[place] = _Seen(snapshot, _one(cursor, QUERY, {"f": federation_id}))
    return f"{place} {timezone.localdate()} {seen.stamp}"


def _one(cursor, query: str, parameters: dict | None = None) -> str:
    cursor.execute(query, parameters)
    return cursor.fetchone()[0]
