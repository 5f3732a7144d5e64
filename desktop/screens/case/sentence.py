"""The forms of a sentence and of what is set off against it; the dates themselves are computed beside them, never typed here."""

from fractions import Fraction
from typing import Any

from db.rules import case as rules
from db.rules import setoff
from db.rules.problem import Problem
from db.store import person, sentence
from desktop.i18n import N_, _, titled
from desktop.screens.case.changes import NAMES_HELP
from desktop.screens.case.editor import CaseEditor, held
from desktop.widgets.fields import Choice, DateField, Line, NumberField
from desktop.widgets.form import Form
from desktop.widgets.several import Several
from desktop.widgets.suggested import Suggested

LENGTHS = ("years", "months", "days")
FULL = ("full_years", "full_months")
OWN_DATE_HELP = N_("Only where the court or another document gives another date than the computed one. The computed date stays in sight.")


class SentenceEditor(CaseEditor):
    """Court, term and institution type; what of the person matters for the dates; the officer's own dates with their reasons."""

    kind = "sentence"
    start = {"punishment": rules.PUNISHMENTS[0]}
    gravities: tuple[str, ...] = ()
    sex = custody_id = ""
    suggested = ("court",)
    said_new = N_("The sentence is recorded; its dates stand beside it.")
    ENTERED = ("court", "number", "passed_on", "in_force_on", *LENGTHS, "begins_on", "place", *FULL, "cumulation", "traits", "end_override",
               "end_reason", "parole_override", "parole_reason", "closed_on", "closed_because", "note")

    def ask(self, form: Form) -> None:
        self._ask_verdict(form)
        self._ask_term(form)
        form.group(N_("What matters for the dates"))
        form.add("traits", Several(N_("Of the person and the case"), rules.TRAITS, source=N_("Criminal Code 72, 73; Penal Executive Code 96"),
                                   help=N_("Space marks, arrows move. Mark only what the sentence or another document says. Age and sex are taken from "
                                           "the person's data.")))
        self._ask_overrides(form)

    def _ask_verdict(self, form: Form) -> None:
        form.group(titled("sentence_verdict"))
        form.add("court", Suggested(titled("court"), required=True, longest=200, help=NAMES_HELP))
        form.add_row(("number", Line(titled("number"), longest=60, help=N_("As it stands on the document."))),
                     ("passed_on", DateField(N_("Passed on"), required=True, help=N_("The date of the sentence."))),
                     ("in_force_on", DateField(N_("In force since"), help=N_("The date on which the sentence came into legal force."))))

    def _ask_term(self, form: Form) -> None:
        form.group(titled("term_of_sentence"))
        form.add("punishment", Choice(titled("punishment"), rules.PUNISHMENTS, required=True, source=N_("Criminal Code 45, 46"), help=N_(
            "The main punishment.")))
        limits = N_("Criminal Code 45, 46, 58, 60, 62")
        form.add_row(*((name, NumberField(title, source=limits, help=N_("As in the sentence; leave empty what it does not name.")))
                       for name, title in (("years", N_("Years")), ("months", N_("Months")), ("days", N_("Days")))))
        form.add("begins_on", DateField(titled("start_of_term"), required=True, source=N_("Penal Executive Code 165(1)–(2)"), help=N_(
            "The day from which the court lets the term run. Custody before it is set off separately.")))
        form.add("place", Choice(N_("Type of institution"), rules.PLACES, required=True, source=N_("Criminal Code 46(5)–(6), 62(3)"), help=N_(
            "The type that the sentence names: the ratio of set-off follows from it.")))
        form.add_row(*((name, NumberField(title, source=N_("Penal Executive Code 96(1)"), help=N_(
            "The part of the term that the court set for full security."))) for name, title in (
                ("full_years", N_("In full security, years")), ("full_months", N_("In full security, months")))))
        form.add("cumulation", Choice(N_("Limit of the term"), rules.CUMULATIONS, source=N_("Criminal Code 46(3), 58, 60"), help=N_(
            "Only where the term is of several crimes or sentences or for a careless crime: the law's limit is another one then.")))

    def _ask_overrides(self, form: Form) -> None:
        form.group(N_("Set by the officer"))
        why = N_("Document and ground; needed where a date is given.")
        form.add_row(("end_override", DateField(titled("end_of_term"), help=OWN_DATE_HELP)),
                     ("end_reason", Line(titled("reason"), longest=300, help=why)))
        form.add_row(("parole_override", DateField(N_("Right to parole"), help=OWN_DATE_HELP)),
                     ("parole_reason", Line(titled("reason"), longest=300, help=why)))
        form.add("note", Line(N_("Note"), longest=1000, help=N_("Anything that the next officer should know of it.")))
        form.add_row(("closed_on", DateField(N_("Sentence no longer stands since"), help=N_("Quashed, or joined to a later sentence."))),
                     ("closed_because", Line(N_("Why it no longer stands"), longest=300, help=N_("Document and ground."))))

    def begin(self, session: Any) -> tuple[dict[str, Any], Any]:
        values: dict[str, Any] = {}
        custody_id = ""
        if self.record_id:
            one = sentence.load(session, self.record_id)
            custody_id = one.custody_id
            values = {**held(one, self.ENTERED), "punishment": _punishment(one)}
            if one.place == "arrest_punishment":
                values["place"] = ""
        whose = person.load(session, self.person_id)
        return values, (sentence.gravities(session, self.person_id, custody_id), whose.sex, whose.date_of_birth, custody_id)

    def use(self, own: tuple[tuple[str, ...], str, str, str]) -> None:
        self.gravities, self.sex, self.born, self.custody_id = own

    def follow(self) -> None:
        """An arrest has days and no type, life has a type and no term."""
        fields = self.form.fields
        punishment = fields["punishment"].value()
        seen = {"years": punishment == "imprisonment", "months": punishment == "imprisonment", "days": punishment != "life_imprisonment",
                "place": punishment != "arrest_punishment", "cumulation": punishment == "imprisonment",
                "traits": punishment != "arrest_punishment",
                **dict.fromkeys(FULL, punishment == "imprisonment" and fields["place"].value() == "inst_full"),
                **dict.fromkeys(("parole_override", "parole_reason"), punishment != "arrest_punishment"),
                **dict.fromkeys(("closed_on", "closed_because"), bool(self.record_id))}
        for name, shown in seen.items():
            if fields[name].isHidden() is shown:
                self.form.show_field(name, shown)

    def values(self) -> dict[str, Any]:
        """Hidden answers are not kept: an amendment empties them."""
        typed = super().values()
        punishment = typed.pop("punishment", "")
        values = {name: typed.get(name, None if self._is_number(name) else "") for name in self.ENTERED}
        values["life"] = "yes" if punishment == "life_imprisonment" else ""
        values["custody_id"] = self.custody_id
        values["punishment"] = punishment
        if punishment == "arrest_punishment":
            values["place"] = punishment
        return values if values["custody_id"] else {name: value for name, value in values.items() if name != "custody_id"}

    def check(self, values: dict[str, Any], now: str) -> list[Problem]:
        found = [] if values["punishment"] else [Problem("punishment", "required")]
        return found + rules.sentence_problems(values, now, self.gravities, self.sex, self.born)

    def store(self, session: Any, values: dict[str, Any], reason: str, kept: dict[str, str]) -> None:
        if self.record_id:
            sentence.amend(session, self.record_id, values, reason, kept)
        else:
            sentence.add(session, self.person_id, values, kept)

    def heading(self) -> str:
        return _("Amend the sentence") if self.record_id else _("New sentence")


class SetOffEditor(CaseEditor):
    """An interval of custody before the sentence; ``after`` is the sentence."""

    kind = "set_off"
    others: tuple[setoff.Interval, ...] = ()
    begins = ""
    said_new = N_("The period is set off; the dates are computed anew.")
    ENTERED = ("interval_kind", "first_on", "last_on", "ratio", "reason", "withdrawn_on")

    def ask(self, form: Form) -> None:
        law = N_("Criminal Code 62(3)–(5)")
        form.group(titled("set_off"))
        form.add("interval_kind", Choice(N_("Kind of custody"), setoff.KINDS, required=True, source=law, help=N_(
            "The ratio follows from it and from the type of institution in the sentence.")))
        form.add_row(("first_on", DateField(N_("First day"), required=True, help=N_("Both days count."))),
                     ("last_on", DateField(N_("Last day"), required=True, help=N_("Usually the day before the term begins. Both days count."))))
        form.group(N_("Ratio of the sentence"))
        form.add_row(("ratio", Line(N_("Own ratio"), longest=9, source=law, help=N_(
                         "Only where the sentence gives another ratio than the law: for how many days one day counts: 2, 1,5 or 3/2."))),
                     ("reason", Line(titled("reason"), longest=300, help=N_("Document and ground; needed beside an own ratio."))))
        form.add("withdrawn_on", DateField(N_("Not counted since"), help=N_("Only where the period was entered by mistake or the court took it out.")))

    def begin(self, session: Any) -> tuple[dict[str, Any], Any]:
        one = sentence.load_set_off(session, self.record_id) if self.record_id else None
        of = sentence.load(session, one.sentence_id if one else self.after)
        return (held(one, self.ENTERED) if one else {}), (sentence.intervals(session, of.id, self.record_id), of.begins_on)

    def use(self, own: tuple[tuple[setoff.Interval, ...], str]) -> None:
        self.others, self.begins = own

    def follow(self) -> None:
        self.form.show_field("withdrawn_on", bool(self.record_id))

    def values(self) -> dict[str, Any]:
        typed = super().values()
        return {**typed, "ratio": _whole(typed["ratio"])}

    def check(self, values: dict[str, Any], now: str) -> list[Problem]:
        return rules.set_off(values, self.others, self.begins)

    def store(self, session: Any, values: dict[str, Any], reason: str, kept: dict[str, str]) -> None:
        if self.record_id:
            sentence.amend_set_off(session, self.record_id, values, reason, kept)
        else:
            sentence.add_set_off(session, self.after, values, kept)

    def heading(self) -> str:
        return _("Amend or withdraw a set-off") if self.record_id else _("New set-off")


def _punishment(one: Any) -> str:
    if one.life == "yes":
        return "life_imprisonment"
    return "arrest_punishment" if one.place == "arrest_punishment" else "imprisonment"


def _whole(ratio: str) -> str:
    """«1,5» as 3/2: a ratio is kept as a fraction of whole numbers; anything else stays as it was typed, to be complained about."""
    text = ratio.replace(" ", "")
    if "/" in text or not text.replace(",", "").replace(".", "").isdigit():
        return text
    try:
        return str(Fraction(text.replace(",", ".")))
    except ValueError:
        return text
