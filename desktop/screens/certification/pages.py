"""The pages of the certification's form around its findings: conditions, account, state, conclusion, author."""

from db.rules.certification import CONSENTS, LONG, PRESENCE, SHORT, YES_NO_UNKNOWN
from desktop.desk import Desk
from desktop.i18n import N_, titled
from desktop.screens.certification.degree import PROTOCOL, Degree
from desktop.widgets.fields import Choice, Line, MomentField, NumberField, TextField
from desktop.widgets.form import Form
from desktop.widgets.words import Button, Words

ANNEX = f"{PROTOCOL}, IV қос. / прил. IV"
NEXT = N_("Next page")
PAGES = (
    ("conditions", N_("Conditions")),
    ("account", N_("Account")),
    ("findings", N_("Findings")),
    ("state", N_("Psychological state")),
    ("conclusion", N_("Conclusion")),
    ("author", N_("Author")),
    ("check", N_("Check")),
)
SHOWN_BY: dict[str, tuple[str, frozenset[str]]] = {
    "restraints_detail": ("restraints", frozenset({"yes", "unknown"})),
    "interpreter_detail": ("interpreter", frozenset({"yes", "unknown"})),
    "consent_reason": ("consent", frozenset({"consent_partial", "refusal"})),
}
"""A word beside an answer: which answers ask for it."""
NAMED_WHEN = frozenset({"within_hearing", "presence_unknown"})


def follow(form: Form) -> None:
    """Skip logic of a page: what the answers so far do not ask for is not shown and not kept."""
    for name, (by, answers) in SHOWN_BY.items():
        if name in form.fields:
            _ask(form, name, form.fields[by].value() in answers)
    if "account" in form.fields:
        silent = not form.fields["account"].value()
        _ask(form, "account_reason", silent)
        form.show_field("account_language", not silent)
    if "persons_present" in form.fields:
        _require(form, "persons_present", form.fields["officers_present"].value() in NAMED_WHEN)


def _ask(form: Form, name: str, asked: bool) -> None:
    form.show_field(name, asked)
    _require(form, name, asked)


def _require(form: Form, name: str, required: bool) -> None:
    if form.fields[name].required != required:
        form.fields[name].set_required(required)


def conditions(desk: Desk) -> Form:
    """Where, when, before whom and with whose consent: without it the rest proves little."""
    form = Form(desk, primary=NEXT)
    form.group(N_("Place and time"))
    form.add("place", Line(N_("Place of the examination"), required=True, longest=SHORT, source=f"{ANNEX}, I; УПК 224 / ҚПК 224",
                           help=N_("Room and institution, for instance “medical unit, room 2”. Say when the light was poor.")))
    ended = MomentField(N_("End of the examination"), required=True, source=f"{ANNEX}, I",
                        help=N_("F5 puts the present minute here, from any field of this page."))
    form.add("started_at", MomentField(N_("Beginning of the examination"), required=True, source=f"{ANNEX}, I",
                                       help=N_("Begins with the minute in which this form was opened; correct it where needed.")))
    form.add("ended_at", ended)
    form.add("requested_by", Line(N_("Examined at the request of"), required=True, longest=SHORT, source="УПК 223 / ҚПК 223", help=N_(
        "Who asked for it: the person, the medic after the screening, investigator, prosecutor, advocate; with name and number of "
        "the ruling where there is one.")))
    _presence(form)
    _consent(form)
    now = Button(N_("The examination ends now"), key="F5")
    now.clicked.connect(ended.set_now)
    form.add_button(now)
    return form


def _presence(form: Form) -> None:
    unknown = N_("“Unknown” is an answer when its reason is given; silence is not.")
    form.group(N_("Who was present"))
    form.add("officers_present", Choice(N_("Presence of officers"), PRESENCE, required=True, source="CPT/Inf(2013)29-part, §74; " + ANNEX,
                                        help=N_("Officers stay out of hearing and, unless the medic asks otherwise, out of sight.")))
    form.add("persons_present", Line(titled("persons_present"), source=f"{ANNEX}, I",
                                     help=N_("Names and posts of everybody in the room besides the person and yourself, and why.")))
    form.add("restraints", Choice(N_("Means of restraint during the examination"), YES_NO_UNKNOWN, required=True, source=f"{ANNEX}, I",
                                  help=unknown))
    form.add("restraints_detail", Line(N_("Which restraints, who ordered them, why"), longest=SHORT, help=unknown))
    form.add("interpreter", Choice(titled("interpreter"), YES_NO_UNKNOWN, required=True, source=f"{PROTOCOL}, §400",
                                   help=N_("Not an officer and not another person held here. “No” when you share a language.")))
    form.add("interpreter_detail", Line(N_("Name of the interpreter, language"), longest=SHORT, help=unknown))


def _consent(form: Form) -> None:
    form.group(N_("Consent"))
    form.add("consent", Choice(titled("informed_consent"), CONSENTS, required=True, source=f"{PROTOCOL}, §400", help=N_(
        "Explain purpose, course and consequences, and that the person may stop at any time. The duty to notify the prosecutor does "
        "not depend on this answer.")))
    form.add("consent_reason", Line(N_("What was refused, and why"), longest=SHORT))


def account(desk: Desk) -> Form:
    """The person's words, before anybody has looked."""
    form = Form(desk, primary=NEXT)
    form.group(titled("words_of_examined"))
    form.add("account", TextField(N_("Account in the person's own words"), lines=8, longest=LONG, source=f"{ANNEX}, V; CPT/Inf(2013)29-part, §74", help=N_(
        "Who, when, where, how often, with what; what was felt then and what is felt now. Write it down as it is said, without "
        "judging it and without leading questions. Enter makes a new line, Tab goes on.")))
    form.add("account_language", Line(N_("Language of the account"), longest=60))
    form.add("account_reason", Line(N_("Why there is no account"), longest=SHORT,
                                    help=N_("For instance: does not want to speak, unconscious, no interpreter.")))
    return form


def state(desk: Desk) -> Form:
    """How the person was."""
    form = Form(desk, primary=NEXT)
    form.group(titled("psychological_state"))
    form.add("psychological_state", TextField(titled("psychological_state"), lines=8, longest=LONG, required=True, source=f"{ANNEX}, VIII",
                                              help=N_("Consciousness, orientation, mood, fear, sleep, memory, tension; thoughts of suicide. What is "
                                                      "observed and what is said, kept apart. “Not assessed” with its reason is an answer.")))
    return form


class Conclusion(Form):
    """The opinion, which comes after every finding has its own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, primary=NEXT)
        self.group(titled("cons_overall"))
        self._hint = Words(N_("First give every finding its degree and its reason; then the overall degree can be written here."))
        self.add_widget(self._hint)
        self.add("consistency", Degree(titled("cons_overall"), required=True))
        self.add("consistency_reason", TextField(titled("cons_reason"), lines=3, longest=LONG, required=True, help=N_(
            "Weigh findings, account and state together. No marks does not mean no ill-treatment."), source=f"{PROTOCOL}, §393"))
        self.group(titled("conclusion"))
        self.add("conclusion", TextField(titled("conclusion"), lines=4, longest=LONG, required=True, source="УПК 117(2)–(4) / ҚПК 117", help=N_(
            "What was found and how it relates to what the person says. The gravity of harm to health is for the forensic expert alone.")))
        self.add("recommendation", TextField(titled("recommendation"), lines=3, longest=LONG, source=f"{ANNEX}, XIII", help=N_(
            "Treatment, further examination, forensic expert, protection from reprisals.")))

    def allow(self, graded: bool) -> None:
        """The overall degree opens once every finding is graded."""
        self._hint.setVisible(not graded)
        for name in ("consistency", "consistency_reason"):
            self.fields[name].set_enabled(graded)


def author(desk: Desk) -> Form:
    """Who examined; name and post come from the account."""
    form = Form(desk, primary=NEXT)
    form.group(N_("Medical worker"))
    form.add("author_name", Line(N_("Surname and initials of the medical worker")))
    form.add("author_post", Line(titled("position")))
    form.add("author_speciality", Line(N_("Speciality"), required=True, longest=SHORT, source="УПК 117(2) / ҚПК 117; " + f"{ANNEX}, II"))
    form.add("author_years", NumberField(N_("Years of service"), source="УПК 117(2) / ҚПК 117"))
    form.add_widget(Words(N_("The certification is sealed with your own key. Afterwards nobody can change it; a correction stands beside "
                             "it as an amendment with its reason."), "quiet"))
    for name in ("author_name", "author_post"):
        form.fields[name].set_enabled(False)
    return form
