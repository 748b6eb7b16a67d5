"""How voices are counted: pure functions, without a database and without chance.

`count(way, options, papers, rules)` reads ballots, `decide(way, options, tally, rules)` sums that were counted by hand.
Where the lot decides, it was drawn before (`Rules.lot`): the same papers and the same lot give the same outcome.
"""

from .deciding import count, decide
from .marks import misfit, misfit_of_sums
from .papers import Choice, Outcome, Rules, Tally, Verdict, tally

__all__ = ["Choice", "Outcome", "Rules", "Tally", "Verdict", "count", "decide", "misfit", "misfit_of_sums", "tally"]
