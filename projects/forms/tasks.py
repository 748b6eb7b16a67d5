"""Text to values for the task board."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.job_pages import name_of
from members.models import ClassJob
from occe.kit.fields import DayField
from occe.kit.forms import HouseHelper


class _JobChoice(forms.ModelChoiceField):
    def label_from_instance(self, job: ClassJob) -> str:
        return f"{name_of(job)} · {job.classroom.name}"


class TaskForm(forms.Form):
    """Something to do, and for when; a job of the class does it, or children take it. `verb` is the button's."""

    use_required_attribute = False
    title = forms.CharField(
        label=_("Qu’y a-t-il à faire ?"), max_length=120,
        error_messages={"required": _("Écrivez ce qu’il y a à faire, par exemple « préparer la terre ».")},
    )  # fmt: skip
    due_on = DayField(label=_("Pour le"), required=False)
    job = _JobChoice(
        ClassJob.objects.none(), to_field_name="public_id", label=_("Un métier de la classe s’en occupe"),
        required=False, empty_label=_("Non, des élèves le prennent"),
    )  # fmt: skip

    def __init__(self, *args, jobs, verb, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["job"].queryset = jobs.select_related("classroom").order_by("classroom_id", "pk")
        self.helper = HouseHelper(verb)


class PupilTaskForm(forms.Form):
    """A task that a child writes."""

    use_required_attribute = False
    title = forms.CharField(
        label=_("Qu’est-ce qu’il y a à faire ?"), max_length=120,
        error_messages={"required": _("Écris ce qu’il y a à faire.")},
    )  # fmt: skip
