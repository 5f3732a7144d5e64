"""The forms of what changes on the way to a sentence: legal status, measures of restraint and their extensions, days in court."""

from typing import Any

from db.rules import case as rules
from db.rules.custody import CATEGORIES
from db.rules.problem import Problem
from db.store import category, hearing, measure
from desktop.i18n import N_, _, moment, term, titled
from desktop.screens.case.editor import CaseEditor, held
from desktop.widgets.fields import Choice, DateField, Line, MomentField, TextField
from desktop.widgets.form import Form
from desktop.widgets.suggested import Suggested

NAMES_HELP = N_("As in the document. Names written here before are offered: Down chooses, Enter takes.")
CATEGORY_LAW = N_("Law on the custody of people in special institutions, 2 11), 5")
EXPIRY_LAW = N_("Law on the custody of people in special institutions, 48(2)–(3)")


class CategoryEditor(CaseEditor):
    """A change of the legal status, with the document that makes it."""

    kind = "category"
    before = ""
    suggested = ("authority",)
    said_new = N_("The change of category is recorded.")
    ENTERED = ("category", "from_at", "document", "number", "document_on", "authority", "note")

    def ask(self, form: Form) -> None:
        form.group(N_("New category"))
        form.add("category", Choice(titled("category"), CATEGORIES, required=True, source=CATEGORY_LAW, help=N_(
            "Legal status from this minute on. The earlier ones stay in the history of the case.")))
        form.add("from_at", MomentField(N_("Since"), required=True, help=N_("The minute from which the document gives this status.")))
        form.group(N_("Document of the change"))
        form.add_row(("document", Choice(N_("Document"), rules.DOCUMENTS, required=True, help=N_("What makes the change."))),
                     ("number", Line(titled("number"), longest=60, help=N_("As it stands on the document."))))
        form.add_row(("document_on", DateField(N_("Date of the document"), help=N_("As it stands on the document."))),
                     ("authority", Suggested(titled("custody_authority"), required=True, longest=200, help=NAMES_HELP)))
        form.add("note", Line(N_("Note"), longest=1000, help=N_("Anything that the next officer should know of it.")))

    def begin(self, session: Any) -> tuple[dict[str, Any], Any]:
        now = category.now(session, self.person_id)
        return (held(category.load(session, self.record_id), self.ENTERED) if self.record_id else {}), now

    def use(self, own: str) -> None:
        self.before = "" if self.record_id else own

    def check(self, values: dict[str, Any], now: str) -> list[Problem]:
        return rules.category(values, now, self.before)

    def store(self, session: Any, values: dict[str, Any], reason: str, kept: dict[str, str]) -> None:
        if self.record_id:
            category.amend(session, self.record_id, values, reason, kept)
        else:
            category.add(session, self.person_id, values, kept)

    def heading(self) -> str:
        return _("Amend the category") if self.record_id else _("Change of category")


class MeasureEditor(CaseEditor):
    """A measure of restraint, its extension, or its end."""

    kind = "measure"
    extended = ""
    suggested = ("authority", "case_body", "investigator")
    said_new = N_("The measure is recorded.")
    ENTERED = ("measure", "authority", "number", "issued_on", "from_at", "until_at", "case_body", "investigator", "ended_at", "ended_because",
               "note")

    def ask(self, form: Form) -> None:
        form.group(N_("Measure"))
        form.add("measure", Choice(titled("measure_of_restraint"), rules.MEASURES, required=True, source=N_("Criminal Procedure Code 137"),
                                   help=N_("Type the number or the first letters.")))
        form.add("authority", Suggested(N_("Court or body that sanctioned it"), required=True, longest=200, help=NAMES_HELP))
        form.add_row(("number", Line(N_("Number of the ruling"), longest=60, help=N_("As it stands on the document."))),
                     ("issued_on", DateField(N_("Date of the ruling"), help=N_("As it stands on the document."))))
        form.group(N_("Term"))
        form.add_row(("from_at", MomentField(N_("Since"), required=True, help=N_("The minute from which the measure counts."))),
                     ("until_at", MomentField(N_("Until"), source=EXPIRY_LAW, help=N_(
                         "The minute in which the measure loses its force. From 24 hours before it the case shows a warning: the body that "
                         "conducts the case and the prosecutor have to be told."))))
        form.group(N_("Who conducts the case"))
        form.add("case_body", Suggested(titled("body_conducting_case"), longest=200, source=EXPIRY_LAW, help=N_(
            "Whom the head of the institution warns before the term ends.")))
        form.add("investigator", Suggested(N_("Official: name, position, telephone"), longest=200, help=NAMES_HELP))
        form.add("note", Line(N_("Note"), longest=1000, help=N_("Anything that the next officer should know of it.")))
        form.add_row(("ended_at", MomentField(N_("Ended"), help=N_("Only where the measure was changed, cancelled or the person was released."))),
                     ("ended_because", Line(N_("Why it ended"), longest=300, help=N_("Document and ground."))))

    def begin(self, session: Any) -> tuple[dict[str, Any], Any]:
        if self.record_id:
            return held(measure.load(session, self.record_id), self.ENTERED), ""
        if not self.after:
            return {}, ""
        earlier = measure.load(session, self.after)
        start = held(earlier, ("measure", "authority", "case_body", "investigator"))
        return {**start, "from_at": earlier.until_at}, earlier.until_at

    def use(self, own: str) -> None:
        self.extended = own
        self.title.say(self.heading)

    def follow(self) -> None:
        fields = self.form.fields
        fields["until_at"].set_required(fields["measure"].value() in rules.HELD)
        for name in ("ended_at", "ended_because"):
            self.form.show_field(name, bool(self.record_id))

    def check(self, values: dict[str, Any], now: str) -> list[Problem]:
        return rules.measure(values, now, self.extended)

    def store(self, session: Any, values: dict[str, Any], reason: str, kept: dict[str, str]) -> None:
        if self.record_id:
            measure.amend(session, self.record_id, values, reason, kept)
        else:
            measure.add(session, self.person_id, {**values, "extends": self.after}, kept)

    def heading(self) -> str:
        if self.record_id:
            return _("Amend or end the measure")
        if self.after:
            return _("Extension of the term until {moment}").format(moment=moment(self.extended))
        return _("New measure of restraint")


class HearingEditor(CaseEditor):
    """A day in court, and afterwards what came of it."""

    kind = "hearing"
    suggested = ("court", "purpose")
    said_new = N_("The day in court is recorded.")
    ENTERED = ("court", "at", "purpose", "outcome")

    def ask(self, form: Form) -> None:
        form.group(lambda: term("hearing", True))
        form.add("court", Suggested(titled("court"), required=True, longest=200, help=NAMES_HELP))
        form.add("at", MomentField(N_("Date and time"), required=True, help=N_("For which minute the person is summoned.")))
        form.add("purpose", Suggested(N_("Subject"), longest=200, help=N_("What is heard: custody, main trial, appeal, parole.")))
        form.add("outcome", TextField(N_("Outcome"), lines=2, longest=1000, help=N_("What the court decided, or to when it was put off.")))

    def begin(self, session: Any) -> tuple[dict[str, Any], Any]:
        return (held(hearing.load(session, self.record_id), self.ENTERED) if self.record_id else {}), None

    def follow(self) -> None:
        self.form.show_field("outcome", bool(self.record_id))

    def check(self, values: dict[str, Any], now: str) -> list[Problem]:
        return rules.hearing(values, now)

    def store(self, session: Any, values: dict[str, Any], reason: str, kept: dict[str, str]) -> None:
        if self.record_id:
            hearing.amend(session, self.record_id, values, reason, kept)
        else:
            hearing.add(session, self.person_id, values, kept)

    def heading(self) -> str:
        return _("Amend the day in court, or record its outcome") if self.record_id else _("New day in court")
