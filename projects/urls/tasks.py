"""The task board: the adults' and the pupils'."""

from django.urls import path

from projects.views import pupil_tasks, tasks

ADULT = "cooperatives/<uuid:id>/projects/<uuid:project_id>/tasks/"
PUPIL = "pupil/projects/<uuid:project_id>/tasks/"

task_urls = [
    path(ADULT, tasks.tasks, name="tasks"),
    path(ADULT + "<uuid:task_id>/", tasks.task, name="task"),
    path(ADULT + "<uuid:task_id>/act/", tasks.task_act, name="task-act"),
    path(PUPIL, pupil_tasks.tasks, name="pupil-tasks"),
    path(PUPIL + "new/", pupil_tasks.task_new, name="pupil-task-new"),
    path(PUPIL + "<uuid:task_id>/act/", pupil_tasks.task_act, name="pupil-task-act"),
]
