"""The counting rules a second time, written from their sentences and sharing nothing with `councils.counting`.

Slow on purpose: papers are looked at one by one, middles are taken from sorted lists, two choices are compared by
hand. Every function returns (verdict, chosen, again, seats left, by lot, money left), as the portal's outcome does.
"""

from fractions import Fraction
from functools import cmp_to_key

NOBODY = ("stays", (), (), 0, False, None)


def twin(way, costs, sides, papers, threshold, tie, seats, first_of_two, budget, lot):
    if way in ("hands", "secret"):
        return by_one_voice(sides, papers, threshold, tie, lot)
    if way == "approval":
        return by_approval(sides, papers, threshold, tie, lot)
    if way == "judgment":
        return by_faces(sides, papers, tie, lot)
    if way == "election":
        return elected(sides, papers, tie, seats, first_of_two, lot)
    return shared(costs, papers, tie, budget, lot)


def supporters(position, papers):
    return len([paper for paper in papers if position in paper])


def enough(mine, of, threshold):
    if mine == 0:
        return False
    part = Fraction(mine, of)
    return {"most": True, "half": part > Fraction(1, 2), "two_thirds": part >= Fraction(2, 3)}[threshold]


def one_of(equal, tie, lot):
    if tie == "lot":
        winner = next(position for position in lot if position in equal)
        return ("chosen", (winner,), (), 0, True, None)
    if tie == "again":
        return ("again", (), tuple(sorted(equal)), 1, False, None)
    return NOBODY


def by_one_voice(sides, papers, threshold, tie, lot):
    given = [next(iter(paper)) for paper in papers if paper]
    if not given:
        return NOBODY
    yes = [position for position, side in sides.items() if side == "for"]
    if yes:
        pro = given.count(yes[0])
        contra = len(given) - pro
        if pro == contra and threshold != "two_thirds":
            found = one_of(list(sides), tie, lot)
            return ("stays", (), (), 0, True, None) if found[0] == "chosen" and found[1][0] != yes[0] else found
        won = pro > contra if threshold in ("most", "half") else 3 * pro >= 2 * len(given)
        return ("chosen", (yes[0],), (), 0, False, None) if won else NOBODY
    score = {position: given.count(position) for position in sides}
    first = [position for position in sides if all(score[position] >= other for other in score.values())]
    halves = threshold == "half" and len(first) == 2 and sum(score[position] for position in first) == len(given)
    if len(first) > 1 and (threshold == "most" or halves):
        return one_of(first, tie, lot)
    if len(first) == 1 and enough(score[first[0]], len(given), threshold):
        return ("chosen", (first[0],), (), 0, False, None)
    # the two best: those before whom fewer than two have more voices
    best = [
        position
        for position in sorted(sides)
        if score[position] and len([1 for other in score.values() if other > score[position]]) < 2
    ]
    return ("stays", (), tuple(best), 0, False, None)


def by_approval(sides, papers, threshold, tie, lot):
    choosing = len([paper for paper in papers if paper])
    score = {position: supporters(position, papers) for position in sides}
    able = [position for position in sides if enough(score[position], choosing or 1, threshold)]
    first = [position for position in able if all(score[position] >= score[other] for other in able)]
    if not first:
        return NOBODY
    return ("chosen", (first[0],), (), 0, False, None) if len(first) == 1 else one_of(first, tie, lot)


def by_faces(sides, papers, tie, lot):
    judging = [paper for paper in papers if paper]
    if not judging:
        return NOBODY

    def compare(one, other):
        mine, theirs = sorted(paper[one] for paper in judging), sorted(paper[other] for paper in judging)
        while mine:
            middle = (len(mine) + 1) // 2 - 1
            if mine[middle] != theirs[middle]:
                return mine[middle] - theirs[middle]
            mine.pop(middle)
            theirs.pop(middle)
        return 0

    order = sorted(sides, key=cmp_to_key(compare), reverse=True)
    first = [position for position in order if compare(position, order[0]) == 0]
    return ("chosen", (first[0],), (), 0, False, None) if len(first) == 1 else one_of(first, tie, lot)


def elected(sides, papers, tie, seats, first_of_two, lot):
    choosing = len([paper for paper in papers if paper])
    score = {position: supporters(position, papers) for position in sides}
    waiting = {p for p in sides if (Fraction(score[p]) > Fraction(choosing, 2) if first_of_two else score[p] > 0)}
    sure, by_lot, empty = [], False, False
    while waiting and len(sure) < seats:
        top = max(score[position] for position in waiting)
        level = sorted(position for position in waiting if score[position] == top)
        if len(level) > seats - len(sure):
            if tie == "again":
                return ("again", tuple(sure), tuple(level), seats - len(sure), False, None)
            if tie == "lot":
                sure, by_lot = sure + [p for p in lot if p in level][: seats - len(sure)], True
            empty = tie == "stays"
            break
        sure += level
        waiting -= set(level)
    open_seats = seats - len(sure)
    rest = [position for position in sides if position not in sure]
    if first_of_two and open_seats and not empty and rest:
        # who has fewer than twice the open seats before them comes again
        again = [p for p in sorted(rest) if len([1 for q in rest if score[q] > score[p]]) < 2 * open_seats]
        return ("again", tuple(sure), tuple(again), open_seats, by_lot, None)
    return ("chosen" if sure else "stays", tuple(sure), (), open_seats, by_lot, None)


def shared(costs, papers, tie, budget, lot):
    purse, bought, by_lot = budget, [], False
    for wanted in range(len(papers), 0, -1):
        group = [p for p in sorted(costs) if supporters(p, papers) == wanted and costs[p] <= purse]
        together = sum(costs[p] for p in group) <= purse
        if not together and tie == "again":
            return ("again", tuple(bought), tuple(group), 0, False, purse)
        if not together and tie == "stays":
            break
        if not together:
            by_lot, group = True, [p for p in lot if p in group]
        for position in group:
            if costs[position] <= purse:
                bought, purse = [*bought, position], purse - costs[position]
    return ("chosen" if bought else "stays", tuple(bought), (), 0, by_lot, purse)
