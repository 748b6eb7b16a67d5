"""The addresses of the class and its pupils. Those under `pupil/` pass `members.presence.gate` first."""

from django.urls import path

from members.views import class_jobs, class_session, held, plates, pupil_home, pupils, roster, substitute

COOPERATIVE = "cooperatives/<uuid:id>"
ROSTER = f"{COOPERATIVE}/roster"
SESSION = f"{COOPERATIVE}/class/<uuid:session>"

pupil_urls = [
    path("class/", pupils.entry, name="class-entry"),
    path("class/closed/", pupils.closed, name="class-closed"),
    path("class/old-card/", pupils.old_card, name="class-old-card"),
    path("class/open/<str:token>/", pupils.open_by_qr, name="class-open"),
    path("class/board/", pupils.class_board, name="class-board"),
    path("class/pupil/<uuid:id>/", pupils.secret, name="class-secret"),
    path("class/turn/", pupils.turn, name="class-turn"),
    path("class/leave/", pupils.leave_class, name="class-leave"),
    path("class/help/<slug:exit>/", pupils.door_out, name="class-exit"),
    path("class/adult/", pupils.need_adult, name="class-adult"),
    path("class/substitute/", substitute.entry, name="class-substitute"),
    path("pupil/", pupil_home.home, name="pupil-home"),
    path("pupil/jobs/<uuid:id>/", pupil_home.job, name="pupil-job"),
    path("pupil/plates/", plates.strip, name="pupil-plates"),
    path("pupil/plates/<int:number>/", plates.plate, name="pupil-plate"),
    path("pupil/adult/", pupil_home.need_adult, name="pupil-adult"),
    path("pupil/leave/", pupil_home.leave, name="pupil-leave"),
    path(f"{ROSTER}/", roster.lists, name="roster"),
    path(f"{ROSTER}/move/", roster.move, name="roster-move"),
    path(f"{ROSTER}/<uuid:classroom>/add/", roster.add, name="roster-add"),
    path(f"{ROSTER}/<uuid:classroom>/guests/", roster.guests, name="roster-guests"),
    path(f"{ROSTER}/<uuid:classroom>/cards/", roster.print_cards, name="roster-cards"),
    path(f"{ROSTER}/<uuid:classroom>/secrets/", roster.print_secrets, name="roster-secrets"),
    path(f"{ROSTER}/<uuid:classroom>/jobs/", class_jobs.jobs, name="jobs"),
    path(f"{ROSTER}/jobs/<uuid:job>/", class_jobs.job, name="job"),
    path(f"{ROSTER}/jobs/<uuid:job>/rota/", class_jobs.rota, name="job-rota"),
    path(f"{ROSTER}/jobs/<uuid:job>/retire/", class_jobs.retire, name="job-retire"),
    path(f"{ROSTER}/pupils/<uuid:pupil>/", roster.pupil, name="pupil"),
    path(f"{ROSTER}/pupils/<uuid:pupil>/picture/", roster.picture, name="pupil-picture"),
    path(f"{ROSTER}/pupils/<uuid:pupil>/card/", roster.new_card, name="pupil-card"),
    path(f"{ROSTER}/pupils/<uuid:pupil>/secret/", roster.new_secret, name="pupil-secret"),
    path(f"{ROSTER}/pupils/<uuid:pupil>/depart/", roster.depart, name="pupil-depart"),
    path(f"{ROSTER}/pupils/<uuid:pupil>/held/", held.held, name="pupil-held"),
    path(f"{ROSTER}/pupils/<uuid:pupil>/held/paper/", held.paper, name="pupil-held-paper"),
    path(f"{COOPERATIVE}/class/open/<uuid:classroom>/", class_session.open_class, name="session-open"),
    path(f"{SESSION}/", class_session.live, name="session"),
    path(f"{SESSION}/projector/", class_session.projector, name="session-projector"),
    path(f"{SESSION}/let-in/", class_session.let_in, name="session-let-in"),
    path(f"{SESSION}/send-away/", class_session.send_away, name="session-send-away"),
    path(f"{SESSION}/extend/", class_session.extend, name="session-extend"),
    path(f"{SESSION}/close/", class_session.close, name="session-close"),
    path(f"{SESSION}/this-device/", class_session.this_device, name="session-this-device"),
    path(f"{SESSION}/seen/", class_session.seen, name="session-seen"),
    path(f"{SESSION}/pupils/new/", class_session.add_pupil, name="session-add-pupil"),
    path(f"{SESSION}/pupils/<uuid:pupil>/", class_session.welcome, name="session-welcome"),
]
