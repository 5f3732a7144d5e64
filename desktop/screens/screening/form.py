"""The fields of the admission screening, with what each asks and why."""

from db.rules.screening import CONDITIONS, FITNESS, ILL_TREATMENT, YES_NO
from desktop.desk import Desk
from desktop.i18n import N_, titled
from desktop.widgets.fields import Choice, Line, MomentField, NumberField, TextField
from desktop.widgets.form import Form

VITALS = ("temperature", "pulse", "systolic", "diastolic", "respiration", "saturation", "height", "weight")
MEASURED = ("temperature", "pulse")


def screening_form(desk: Desk) -> Form:
    """The empty form; one column, in the order in which a medic asks and looks."""
    form = Form(desk)
    _general(form)
    _vitals(form)
    _torture(form)
    _outcome(form)
    return form


def _general(form: Form) -> None:
    form.group(N_("Interview"))
    form.add("examined_at", MomentField(
        N_("Time of the examination"), required=True, source="CPT/Inf(2013)29-part, §73",
        help=N_("When the person was seen, to the minute. The form begins with the present minute; type another one if you write "
                "the form later. A person is seen within 24 hours of arrival.")))
    form.add("complaints", TextField(
        titled("complaint_of_health"), lines=3, source="ҚАК 93(1) / УИК 93(1)",
        help=N_("What the person complains of, in his or her own words: pain, illness, medicines taken, dependence, thoughts of "
                "suicide. Leave empty only when there are no complaints. Enter makes a new line, Tab goes on.")))
    form.add("general_condition", Choice(
        N_("General condition"), CONDITIONS, required=True, source="ҚПК 131(2) / УПК 131(2)",
        help=N_("Type the number or the first letters. If the condition could not be judged, choose that and say why in the notes.")))


def _vitals(form: Form) -> None:
    form.group(N_("Vital signs"))
    usual = N_("A value outside the usual range is asked about once more; you may keep it with a reason. Leave empty what was not "
               "measured.")
    form.add_row(("temperature", NumberField(titled("temperature"), scale=1, unit=N_("°C"), help=usual)),
                 ("pulse", NumberField(titled("pulse"), unit=N_("per minute"), help=usual)))
    form.add_row(("systolic", NumberField(N_("Upper blood pressure"), unit=N_("mm Hg"), help=usual)),
                 ("diastolic", NumberField(N_("Lower blood pressure"), unit=N_("mm Hg"), help=usual)))
    form.add_row(("respiration", NumberField(N_("Breathing rate"), unit=N_("per minute"), help=usual)),
                 ("saturation", NumberField(N_("Oxygen saturation (SpO₂)"), unit=N_("%"), help=usual)))
    form.add_row(("height", NumberField(titled("height"), unit=N_("cm"), help=usual)),
                 ("weight", NumberField(titled("weight"), scale=1, unit=N_("kg"), help=usual)))
    form.add("vitals_reason", Line(
        N_("Why not measured"), longest=200,
        help=N_("Needed only when temperature and pulse are both empty: refusal, no thermometer, urgent transfer to hospital.")))


def _torture(form: Form) -> None:
    form.group(N_("Injuries and ill-treatment"))
    form.add("visible_injuries", Choice(
        N_("Visible injuries"), YES_NO, required=True, source="ҚАК 93(1) / УИК 93(1); A/RES/70/175, 7(d), 30(b)",
        help=N_("Look at the whole body, out of hearing and sight of officers. Any injury counts, whatever its cause is said to be. "
                "“Yes” opens a certification after this form is saved.")))
    form.add("ill_treatment", Choice(
        N_("Complaint of ill-treatment"), ILL_TREATMENT, required=True, source="CPT/Inf(2013)29-part, §§71–74; A/RES/70/175, 30(b), 34",
        help=N_("Ask openly how the person was treated on arrest, by the police and on the way. “Refused” means that the person did "
                "not want to answer; it is not a “no”. “Yes” opens a certification even when no injury is seen.")))


def _outcome(form: Form) -> None:
    form.group(N_("Result"))
    form.add("fitness", Choice(
        N_("Fitness for transport"), FITNESS, required=True, source="ҚАК 91(2) / УИК 91(2)",
        help=N_("The only part of this form, with its time, that officers see: they plan the escort by it.")))
    form.add("notes", TextField(
        N_("Notes"), lines=3, help=N_("Anything that the next medic should know. Only medics can read it.")))
    form.add("reason", Line(
        titled("reason_of_correction"), longest=200, required=True,
        help=N_("The earlier content stays in the log; say why it is corrected.")))
