"""Who asks the addresses of the portal, and the answers that a row of `matrix.py` gives them, named for what they mean.

visitor: nobody · claire: mandataire · paul: teacher of the class, no mandate · sonia: mandataire elsewhere ·
rita, tristan, martine: staff (read-only, treasurer, administrator) · felix: staff of another association ·
lina: pupil of the class, which is open · bruno: teacher of the class next door · odile: mandataire until last summer ·
anne: staff (animator) · tom: pupil of the class next door, which is open too · pass: the class's substitute for today

"sign in", "class code", "closed link" and "password again" are redirections to these pages.
"""

ACTORS = (
    "visitor",
    "claire",
    "paul",
    "sonia",
    "rita",
    "tristan",
    "martine",
    "felix",
    "lina",
    "bruno",
    "odile",
    "anne",
    "tom",
    "pass",
)
Row = dict[str, int | str]


def row(*answers: int | str) -> Row:
    return dict(zip(ACTORS, answers, strict=True))


def all_get(answer: int) -> Row:
    return dict.fromkeys(ACTORS, answer)


def acts(profile: Row) -> Row:
    """The profile of an address that only takes a POST: who may act is told so, the others as ever."""
    return {actor: 405 if answer == 200 else answer for actor, answer in profile.items()}


def leads_on(profile: Row) -> Row:
    """The profile of an address that has nothing to show by itself now, and leads to another page."""
    return {actor: 302 if answer == 200 else answer for actor, answer in profile.items()}


def asks_again(profile: Row) -> Row:
    """The profile of an act so grave that the password is asked for once more: giving a role."""
    return {actor: "password again" if answer == 200 else answer for actor, answer in profile.items()}


# --- a cooperative's rooms -------------------------------------- claire paul sonia rita tristan martine felix lina
# its adults and the association's staff read
ROOM = row("sign in", 200, 200, 404, 200, 200, 200, 404, 403, 200, 200, 200, 403, 403)
# the mandate itself, alone
MANDATE = row("sign in", 200, 403, 404, 403, 403, 403, 404, 403, 403, 403, 403, 403, 403)
# the mandate, and staff who read
KEPT = row("sign in", 200, 403, 404, 200, 200, 200, 404, 403, 403, 403, 200, 403, 403)
# the mandate, or staff who may change things
PEOPLE = row("sign in", 200, 403, 404, 403, 200, 200, 404, 403, 403, 403, 200, 403, 403)
# the same, and whoever teaches in the class
PASSES = row("sign in", 200, 200, 404, 403, 200, 200, 404, 403, 200, 403, 200, 403, 403)
# the mandate, or the association's treasurer
CORRECTION = row("sign in", 200, 403, 404, 403, 200, 403, 404, 403, 403, 404, 403, 403, 404)
# whoever leads the class; staff need no child's name
ROSTER = row("sign in", 200, 200, 404, 403, 403, 403, 404, 403, 403, 403, 403, 404, 403)
# the same; for staff the child does not even exist
CHILD = row("sign in", 200, 200, 404, 404, 404, 404, 404, 403, 404, 404, 404, 404, 404)
# whoever sees the expense; its class too
PHOTO = row("sign in", 200, 200, 404, 200, 200, 200, 404, 200, 200, 404, 200, 404, 404)
BANK = ROOM | {"paul": 403, "bruno": 403, "odile": 403, "pass": 403}  # what the bank says: the mandate and the staff
BOOK = ROOM | {"odile": 404}  # the accounts of a year that her mandate did not touch
CLAIM = BOOK | {"tom": 404, "pass": 404}
ANSWER = MANDATE | {"odile": 404, "tom": 404, "pass": 404}  # to an expense that they do not even see
REVIEW = PEOPLE | {"anne": 403}  # the review of the accounts: the mandate, or the association's treasury
# what a mandataire left, with the bank: the mandates and the staff
HANDOVER = row("sign in", 200, 403, 404, 200, 200, 200, 404, 403, 403, 404, 200, 403, 404)
# whoever holds the council; the association signs nothing there
KEEPS_DECISION = row("sign in", 200, 200, 404, 404, 404, 404, 404, 404, 200, 404, 404, 404, 404)
LISTS = ROSTER | {"bruno": 200, "tom": 403}  # the lists of the cooperative's classes, the own one among them
# who settles the papers of the class
TRAY = row("sign in", 200, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404)
HELD = TRAY | {"pass": 200}  # a council and what children wrote for it: who holds it
DOOR = CHILD | {"pass": 200}  # the open class, which a substitute leads for a day
# --- an adult's own ---------------------------------------------
# any adult, about oneself
OWN = row("sign in", 200, 200, 200, 200, 200, 200, 200, 403, 200, 200, 200, 403, 403)
# hers alone, and no draft is anybody else's
CLAIRES = row("sign in", 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404)
# --- the pupils' pages ------------------------------------------
# a pupil in the open class
PUPIL = row("class code", 403, 403, 403, 403, 403, 403, 403, 200, 403, 403, 403, 200, 403)
# what the class sent: adults have other pages
CLASS_PAPER = row("class code", 403, 403, 404, 403, 403, 403, 404, 200, 403, 404, 403, 404, 404)
# what Lina has not sent is hers alone
OWN_DRAFT = row("class code", 404, 404, 404, 404, 404, 404, 404, 200, 404, 404, 404, 404, 404)
# a class that acts as one has these, no child of its own
AS_ONE = {actor: 404 if answer == 200 else answer for actor, answer in PUPIL.items()}
# --- the association's space ------------------------------------
# every member of the staff reads everything
DESK = row("sign in", 403, 403, 403, 200, 200, 200, 403, 403, 403, 403, 200, 403, 403)
DESK_COOPERATIVE = row("sign in", 403, 403, 404, 200, 200, 200, 404, 403, 403, 403, 200, 403, 403)
DESK_REQUEST = row("sign in", 404, 404, 404, 200, 200, 200, 404, 404, 404, 404, 200, 404, 404)
# all staff but the read-only
HANDLE_COOPERATIVE = row("sign in", 403, 403, 404, 403, 200, 200, 404, 403, 403, 403, 200, 403, 403)
KEEP_COOPERATIVE = HANDLE_COOPERATIVE | {"anne": 403}  # to merge or close it: administration, treasury
HANDLE_REQUEST = row("sign in", 404, 404, 404, 403, 200, 200, 404, 404, 404, 404, 200, 404, 404)
HANDLE = row("sign in", 403, 403, 403, 403, 200, 200, 403, 403, 403, 403, 200, 403, 403)
# the administration or the treasury
KEEPERS = row("sign in", 403, 403, 403, 403, 200, 200, 403, 403, 403, 403, 403, 403, 403)
TREASURY = row("sign in", 403, 403, 403, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403)
ADMINISTRATION = row("sign in", 403, 403, 403, 403, 403, 200, 403, 403, 403, 403, 403, 403, 403)
# the file that she asked for
MARTINES = row("sign in", 404, 404, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404, 404)
# one person's role: the administration
STAFF_MEMBER = row("sign in", 404, 404, 404, 403, 403, 200, 404, 404, 404, 404, 403, 404, 404)
SITE = ADMINISTRATION | {"anne": 200}  # the public site: the administration and the animators
SITE_ITEM = STAFF_MEMBER | {"anne": 200}
# --- open to everybody ------------------------------------------
OPEN = all_get(200)
POST_ONLY = all_get(405)
ELSEWHERE = all_get(302)
# the door of the class: nobody but a device that came in
IN_CLASS = row(*["class code"] * 8, 200, *["class code"] * 3, 404, "class code")
# a device that is in goes on to the board
ONCE_IN = row(*[200] * 8, 302, 200, 200, 200, 302, 200)
# and from the board to the page of the pupil whose turn it is
BOARD = row(*["class code"] * 8, 302, *["class code"] * 3, 302, "class code")
# a link for a guest; who has an account is asked first
LETTER = row(302, 200, 200, 200, 200, 200, 200, 200, 302, 200, 200, 200, 302, 302)
CLOSED_LETTER = all_get(410)
