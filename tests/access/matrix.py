"""Who gets what at each address of the portal: one row a route, judged from the design, not from the code.

The objects are Claire's cooperative's (`places.py`), the requests are GET. A row is a profile; profiles are few, and
named for what they mean. "sign in", "class code" and "password again" are redirections to these
pages.

visitor: nobody · claire: mandataire · paul: teacher of the class, no mandate · sonia: mandataire elsewhere ·
rita, tristan, martine: staff (read-only, treasurer, administrator) · felix: staff of another association ·
lina: pupil of the class, which is open · bruno: teacher of the class next door · odile: mandataire until last summer ·
anne: staff (animator) · tom: pupil of the class next door, which is open too · pass: the class's substitute for today
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
LISTS = ROSTER | {"bruno": 200, "tom": 403}  # the lists of the cooperative's classes, the own one among them
# who settles the papers of the class
TRAY = row("sign in", 200, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404)
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

PUBLIC: dict[str, Row] = {
    "choose-language": ELSEWHERE,
    "cooperatives:registration-sent": OPEN,
    "cooperatives:registration-start": OPEN,
    "cooperatives_bare:guest": LETTER,
    "desk:invitation": ELSEWHERE,
    "desk:invitation-accept": CLOSED_LETTER,
    "impact-json": OPEN,
    "kit:browser-report": POST_ONLY,
    "kit:theme": POST_ONLY,
    "members:class-adult": OPEN,
    "members:class-board": BOARD,
    "members:class-closed": OPEN,
    "members:class-entry": ONCE_IN,
    "members:class-exit": OPEN,
    "members:class-leave": POST_ONLY,
    "members:class-old-card": OPEN,
    "members:class-open": ELSEWHERE,
    "members:class-secret": IN_CLASS,
    "members:class-substitute": OPEN,
    "members:class-turn": POST_ONLY,
    "members_bare:class-card": ELSEWHERE,
    "news-feed": OPEN,
    "project-feed": OPEN,
    "robots": OPEN,
    "security-txt": OPEN,
    "sitemap": OPEN,
    "website-picture": OPEN,
    "website-picture-jpeg": OPEN,
    "website:accessibility": OPEN,
    "website:contact": OPEN,
    "website:contact-sent": OPEN,
    "website:cooperative": OPEN,
    "website:cooperative-accounts": OPEN,
    "website:home": OPEN,
    "website:impact": OPEN,
    "website:legal": OPEN,
    "website:looking-ahead": OPEN,
    "website:mission": OPEN,
    "website:news": OPEN,
    "website:news-item": OPEN,
    "website:privacy": OPEN,
    "website:privacy-children": OPEN,
    "website:project": OPEN,
    "website:projects": OPEN,
    "website:resources": OPEN,
    "website:start": OPEN,
    "website:values": OPEN,
    "website:vision": OPEN,
    "website:what-we-do": OPEN,
    "website:why": OPEN,
}

PRIVATE: dict[str, Row] = {
    # registering a cooperative: Claire's own draft
    "cooperatives:registration": CLAIRES,
    "cooperatives:registration-claim": leads_on(CLAIRES),
    "cooperatives:registration-class-fund": CLAIRES,
    "cooperatives:registration-classes": CLAIRES,
    "cooperatives:registration-commitment": CLAIRES,
    "cooperatives:registration-decision": CLAIRES,
    "cooperatives:registration-described-school": CLAIRES,
    "cooperatives:registration-documents": CLAIRES,
    "cooperatives:registration-kind": CLAIRES,
    "cooperatives:registration-mandataires": CLAIRES,
    "cooperatives:registration-paper": leads_on(CLAIRES),
    "cooperatives:registration-school": CLAIRES,
    "cooperatives:registration-summary": CLAIRES,
    "cooperatives:registration-withdraw": CLAIRES,
    "cooperatives:registration-you": CLAIRES,
    # the cooperative, its people, its papers
    "cooperatives:file": PHOTO,
    "cooperatives:home": ROOM,
    "cooperatives:mandate": CLAIRES,
    "cooperatives:pass-new": PASSES,
    "cooperatives:pass-revoke": leads_on(PASSES) | {"bruno": 404},
    "cooperatives:people": ROOM,
    "cooperatives:public-page": MANDATE,
    "cooperatives:teacher-end": PEOPLE,
    "cooperatives:teacher-invite": PEOPLE,
    "cooperatives:thumbnail": PHOTO,
    "councils:decision-new": LISTS,
    "councils:home": ROOM,
    "projects:detail": ROOM,
    "projects:list": ROOM,
    # its pupils
    "members:job": ROSTER,
    "members:job-retire": ROSTER,
    "members:jobs": ROSTER,
    "members:pupil": CHILD,
    "members:pupil-card": acts(CHILD),
    "members:pupil-depart": CHILD,
    "members:pupil-picture": CHILD,
    "members:pupil-secret": acts(CHILD),
    "members:roster": LISTS,
    "members:roster-add": ROSTER,
    "members:roster-cards": ROSTER,
    "members:roster-guests": acts(ROSTER),
    "members:roster-move": MANDATE,
    "members:roster-secrets": ROSTER,
    # its open class
    "members:session": DOOR,
    "members:session-add-pupil": CHILD,
    "members:session-close": acts(DOOR),
    "members:session-extend": acts(DOOR),
    "members:session-let-in": acts(DOOR),
    "members:session-open": leads_on(ROSTER) | {"pass": 302},
    "members:session-projector": DOOR,
    "members:session-seen": acts(DOOR),
    "members:session-send-away": acts(DOOR),
    "members:session-this-device": acts(DOOR),
    "members:session-welcome": DOOR,
    # its money
    "finance:activities": BOOK,
    "finance:activity": BOOK,
    "finance:activity-new": MANDATE,
    "finance:activity-sheet": BOOK,
    "finance:gather": MANDATE,
    "finance:gather-let-go": acts(MANDATE),
    "finance:grant": BOOK,
    "finance:grant-new": MANDATE,
    "finance:grant-report": BOOK,
    "finance:grants": BOOK,
    "finance:advance-pdf": LISTS | {"bruno": 404},
    "finance:boxes-empty": MANDATE,
    "finance:cash": BOOK,
    "finance:cash-count": BOOK,
    "finance:cash-count-new": LISTS,
    "finance:cash-count-pdf": BOOK,
    "finance:bank": BANK,
    "finance:bank-accept": acts(MANDATE),
    "finance:bank-account": HANDLE_COOPERATIVE | {"anne": 403},
    "finance:bank-account-close": acts(HANDLE_COOPERATIVE | {"anne": 403}),
    "finance:bank-by-hand": MANDATE,
    "finance:bank-earlier": MANDATE,
    "finance:bank-file": PEOPLE | {"anne": 403},
    "finance:bank-file-explain": CLAIRES
    | {"paul": 403, "bruno": 403, "rita": 403, "anne": 403, "odile": 403, "lina": 403, "tom": 403, "pass": 403},
    "finance:bank-line": MANDATE,
    "finance:bank-matched": BANK,
    "finance:bank-month": BANK,
    "finance:bank-month-pdf": BANK,
    "finance:bank-months": BANK,
    "finance:bank-rule-forget": acts(MANDATE),
    "finance:bank-rules": MANDATE,
    "finance:bank-statement-withdraw": acts(MANDATE),
    "finance:bank-statements": BANK,
    "finance:bank-stale": acts(MANDATE),
    "finance:bank-undo": acts(MANDATE),
    "finance:absence-confirm": acts(HANDLE_COOPERATIVE | {"anne": 403}),
    "finance:absences": PEOPLE | {"anne": 403},
    "finance:chequebook": MANDATE,
    "finance:chequebooks": KEPT,
    "finance:entry-payment": MANDATE,
    "finance:limits": HANDLE_COOPERATIVE | {"anne": 403},
    "finance:memo-drop": MANDATE,
    "finance:memos": KEPT,
    "finance:photos": MANDATE,
    "finance:record": MANDATE,
    "finance:record-view": acts(MANDATE),
    "finance:split-new": MANDATE,
    "finance:book-accept": HANDLE_COOPERATIVE | {"anne": 403},
    "finance:book-return": HANDLE_COOPERATIVE | {"anne": 403},
    "finance:book-send": MANDATE,
    "finance:claim": CLAIM,
    "finance:claim-asked": leads_on(CLAIM),
    "finance:claim-correct": ANSWER,
    "finance:claim-pay": ANSWER,
    "finance:claim-refuse": ANSWER,
    "finance:claim-return": ANSWER,
    "finance:claims": ROOM,
    "finance:cheque-deposit": LISTS,
    "finance:cheque-deposit-pdf": MANDATE,
    "finance:cheque-deposits": LISTS,
    "finance:class-box": ROSTER,
    "finance:class-rules": acts(ROSTER),
    "finance:classes": LISTS,
    "finance:entries-csv": BOOK,
    "finance:entries-xlsx": BOOK,
    "finance:entry": BOOK,
    "finance:entry-correct": CORRECTION,
    "finance:entry-paper": MANDATE | {"odile": 404, "pass": 404},
    "finance:expense-new": LISTS,
    "finance:good": ROOM | {"odile": 404, "pass": 404},
    "finance:good-leave": MANDATE | {"odile": 404, "pass": 404},
    "finance:good-new": MANDATE,
    "finance:good-of-entry": CORRECTION | {"tristan": 403},
    "finance:good-photo": MANDATE | {"odile": 404, "pass": 404},
    "finance:goods": BOOK,
    "finance:goods-csv": BOOK,
    "finance:goods-import": MANDATE,
    "finance:goods-pdf": BOOK,
    "finance:goods-xlsx": BOOK,
    "finance:income-new": MANDATE,
    "finance:internal-slip": BOOK,
    "finance:money": BOOK,
    "finance:neighbour-end": acts(HANDLE_COOPERATIVE | {"anne": 403}),
    "finance:neighbours": HANDLE_COOPERATIVE | {"anne": 403},
    "finance:import-new": leads_on(PEOPLE | {"anne": 403}),
    "finance:import-read": PEOPLE | {"anne": 403, "odile": 404, "pass": 404},
    "finance:import-post": acts(PEOPLE | {"anne": 403, "odile": 404, "pass": 404}),
    "finance:import-drop": acts(PEOPLE | {"anne": 403, "odile": 404, "pass": 404}),
    "finance:ledger-csv": BOOK,
    "finance:ledger-pdf": BOOK,
    "finance:ledger-xlsx": BOOK,
    "finance:open-accounts": MANDATE,
    "finance:opening": PEOPLE | {"anne": 403},
    "finance:papers": BOOK,
    "finance:practice-end": acts(ROSTER),
    "finance:practice-start": acts(ROSTER),
    "finance:slip": MANDATE,
    "finance:transfer-new": MANDATE,
    "finance:tray": LISTS,
    "finance:tray-paper": TRAY,
    "finance:tray-paper-back": acts(TRAY),
    "finance:unused-number": MANDATE,
    "finance:week": ROOM,
    "finance:year": BOOK,
    "finance:board-page": BOOK,
    "finance:financial-report": BOOK,
    "finance:year-pupils": BOOK,
    "finance:year-pupils-paper": BOOK,
    "finance:entry-remark": HANDLE_COOPERATIVE | {"claire": 403, "anne": 403, "odile": 404, "tom": 403, "pass": 404},
    "finance:remark-answer": CORRECTION | {"tristan": 403},
    "finance:guest-look": all_get(403) | {"visitor": "sign in"},
    "finance:guest-photo": all_get(403) | {"visitor": "sign in"},
    "finance:guest-report": all_get(403) | {"visitor": "sign in"},
    "finance:guest-review": all_get(403) | {"visitor": "sign in"},
    "finance:guest-sign": all_get(403) | {"visitor": "sign in"},
    "finance:originals-label": BOOK,
    "finance:paper-book": REVIEW,
    "finance:review": REVIEW,
    "finance:review-look": REVIEW,
    "finance:review-sheet": REVIEW,
    "finance:reviewer-end": acts(REVIEW),
    "finance:reviewer-invite": acts(REVIEW),
    "finance:reviewer-withdraw": acts(REVIEW),
    "finance:year-step": BOOK,
    "finance:year-steps": BOOK,
    # its questions to the association
    "support:ask": LISTS,
    "support:ask-about-paper": acts(LISTS),
    "support:ticket": CLAIRES | {"rita": 200, "tristan": 200, "martine": 200, "anne": 200},
    "support:tickets": LISTS,
    "desk:ticket": DESK_REQUEST | {"claire": 403},
    # an adult's own space
    "members:home": OWN,
    "members:notification-open": acts(CLAIRES),
    "members:notifications": OWN,
    "members:notifications-read": acts(OWN),
    "members:profile": OWN,
    "members:resume": leads_on(OWN),
    # the pupils' pages
    "finance:pupil-activities": PUPIL,
    "finance:pupil-box": PUPIL,
    "finance:pupil-box-count": PUPIL,
    "finance:pupil-check": CLASS_PAPER,
    "finance:pupil-check-again": CLASS_PAPER,
    "finance:pupil-check-agree": acts(CLASS_PAPER),
    "finance:pupil-check-thanks": CLASS_PAPER,
    "finance:pupil-checks": PUPIL,
    "finance:pupil-deposit": CLASS_PAPER,
    "finance:pupil-deposit-new": PUPIL,
    "finance:pupil-deposit-read": OWN_DRAFT,
    "finance:pupil-deposit-send": acts(OWN_DRAFT),
    "finance:pupil-deposit-step": OWN_DRAFT,
    "finance:pupil-deposit-throw-away": OWN_DRAFT,
    "finance:pupil-deposits": PUPIL,
    "finance:pupil-expense": CLASS_PAPER,
    "finance:pupil-expense-new": PUPIL,
    "finance:pupil-expense-read": OWN_DRAFT,
    "finance:pupil-expense-send": acts(OWN_DRAFT),
    "finance:pupil-expense-step": OWN_DRAFT,
    "finance:pupil-expense-throw-away": OWN_DRAFT,
    "finance:pupil-expenses": PUPIL,
    "finance:pupil-money": PUPIL,
    "finance:pupil-paper": PUPIL,
    "finance:pupil-recount": CLASS_PAPER,
    "finance:pupil-things": PUPIL,
    "finance:pupil-recount-answer": acts(CLASS_PAPER),
    "finance:pupil-recount-thanks": CLASS_PAPER,
    "members:pupil-adult": PUPIL,
    "members:pupil-home": PUPIL,
    "members:pupil-job": PUPIL | {"tom": 404},
    "members:pupil-leave": acts(PUPIL),
    "members:pupil-plate": AS_ONE,
    "members:pupil-plates": AS_ONE,
    # the association's space
    "desk:account-add": TREASURY,
    "desk:account-edit": TREASURY,
    "desk:address-verify": acts(HANDLE_REQUEST),
    "desk:advice": DESK,
    "desk:advice-add": KEEPERS,
    "desk:advice-edit": KEEPERS,
    "desk:advice-retire": acts(KEEPERS),
    "desk:chart": DESK,
    "desk:combined": DESK,
    "desk:combined-books": DESK,
    "desk:combined-file": DESK,
    "desk:cooperative": DESK_COOPERATIVE,
    "desk:cooperative-account": HANDLE_COOPERATIVE,
    "desk:cooperative-close": KEEP_COOPERATIVE,
    "desk:cooperative-merge": KEEP_COOPERATIVE,
    "desk:cooperative-reactivate": HANDLE_COOPERATIVE,
    "desk:cooperative-school": HANDLE_COOPERATIVE,
    "desk:cooperative-suspend": HANDLE_COOPERATIVE,
    "desk:bank": DESK,
    "desk:bank-file": KEEPERS,
    "desk:cooperatives": DESK,
    "desk:cooperatives-export": asks_again(DESK),
    "desk:grants": DESK,
    "desk:grants-csv": DESK,
    "desk:invitation-revoke": acts(STAFF_MEMBER),
    "desk:mandate-act": HANDLE_COOPERATIVE,
    "desk:mandate-propose": HANDLE_COOPERATIVE,
    "desk:queue": DESK,
    "desk:registration": DESK_REQUEST,
    "desk:registration-approve": HANDLE_REQUEST,
    "desk:registration-correct": HANDLE_REQUEST,
    "desk:registration-refuse": HANDLE_REQUEST,
    "desk:registration-school": HANDLE_REQUEST,
    "desk:registrations": DESK,
    "desk:report": DESK,
    "desk:report-export": leads_on(MARTINES),
    "desk:report-file": MARTINES,
    "desk:report-restart": acts(MARTINES),
    "desk:reports": leads_on(DESK),
    "desk:role-end": STAFF_MEMBER,
    "desk:role-grant": STAFF_MEMBER,
    "desk:safekeeping": DESK,
    "desk:settings": DESK,
    "desk:settings-commitment": KEEPERS,
    "desk:settings-identity": KEEPERS,
    "desk:settings-limits": TREASURY,
    "desk:settings-money": DESK,
    "desk:settings-money-edit": TREASURY,
    "desk:staff": DESK,
    "desk:staff-invite": ADMINISTRATION,
    "desk:year-close": KEEPERS,
    "desk:year-fee-accounts": TREASURY,
    "desk:year-fees": TREASURY,
    "desk:year-open": leads_on(KEEPERS),
    "desk:year-reopen": leads_on(ADMINISTRATION),
    "desk:year-vouchers": TREASURY,
    "desk:years": DESK,
    # where the public site is written
    "site:journey": SITE,
    "site:message": SITE_ITEM,
    "site:messages": SITE,
    "site:news": SITE,
    "site:news-change": SITE_ITEM,
    "site:news-remove": SITE_ITEM,
    "site:news-write": SITE,
    "site:overview": SITE,
    "site:page-edit": SITE,
    "site:page-history": SITE,
    "site:partner-add": SITE,
    "site:partner-change": SITE_ITEM,
    "site:partner-remove": SITE_ITEM,
    "site:partners": SITE,
    "site:picture-add": SITE,
    "site:picture-remove": SITE_ITEM,
    "site:pictures": SITE,
    "site:step-add": SITE,
    "site:step-change": SITE_ITEM,
    "site:step-remove": SITE_ITEM,
    "site:version-restore": SITE,
}

ACCESS = PUBLIC | PRIVATE
