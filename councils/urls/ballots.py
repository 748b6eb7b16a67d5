"""Votes: the adult's pages under the cooperative, the child's under `pupil/`."""

from django.urls import path

from councils.views import ballots, counting, vote

VOTE = "cooperatives/<uuid:id>/council/votes/<uuid:ballot>/"

ballot_urls = [
    path("cooperatives/<uuid:id>/council/items/<uuid:item>/vote/", ballots.ballot_new, name="ballot-new"),
    path(VOTE, ballots.ballot, name="ballot"),
    path(f"{VOTE}change/", ballots.ballot_change, name="ballot-change"),
    path(f"{VOTE}count/", ballots.ballot_count, name="ballot-count"),
    path(f"{VOTE}voice/", ballots.ballot_voice, name="ballot-voice"),
    path(f"{VOTE}objections/", ballots.ballot_objection, name="ballot-objection"),
    path(f"{VOTE}papers/<slug:which>/", ballots.ballot_paper, name="ballot-paper"),
    path(f"{VOTE}<slug:act>/", ballots.ballot_act, name="ballot-act"),
    path("pupil/vote/", vote.vote, name="pupil-vote"),
    path("pupil/council/count/", counting.count, name="pupil-council-count"),
]
