"""The form of an act: typed as it is cited, read back at once in the words of the window's language, requalified without loss."""

from typing import Any

from db.rules import case as rules
from db.rules import offence as citations
from db.rules.problem import Problem
from db.store import offence
from desktop.i18n import N_, _, language, term, titled
from desktop.screens.case.editor import CaseEditor
from desktop.widgets.fields import Choice, DateField, Line
from desktop.widgets.form import Form
from desktop.widgets.words import Words

GRAVITY_LAW = N_("Criminal Code 11")


def _edition(code: str) -> str:
    return _("Code of {year}").format(year=code)


class OffenceEditor(CaseEditor):
    """A new act, the mending of one, or with ``after`` its requalification."""

    kind = "offence"
    before = ""
    start = {"code": citations.CODES[0]}
    said_new = N_("The act is recorded.")
    PLAIN = ("act", "code", "gravity", "since_on", "note")

    def ask(self, form: Form) -> None:
        form.group(titled("qualification"))
        form.add("citation", Line(titled("article"), required=True, longest=200, source=N_("Criminal Procedure Code 204(1) 3), 204(2)"), help=N_(
            "Article, part and points as you would cite them: «99 ч. 2 п. 15)», «99-баптың 2-бөлігінің 15) тармағы» or 99/2/15. An attempt or "
            "complicity stands before the article: «ст. 24 ч. 3, ст. 188 ч. 2». Under the field you see what was understood.")))
        self.understood = Words("", "quiet")
        form.add_widget(self.understood)
        form.add_row(("code", Choice(titled("criminal_code"), citations.CODES, word=_edition, required=True, help=N_(
                         "The edition of the code that the act is judged by."))),
                     ("gravity", Choice(N_("Gravity"), citations.GRAVITIES, source=GRAVITY_LAW, help=N_(
                         "The class of the act, as the documents name it. Parole and its like cannot be computed without it."))))
        form.add("since_on", DateField(N_("Qualified so since"), required=True, help=N_("The date of the document that qualifies the act so.")))
        form.add("act", Line(N_("Act in short"), longest=1000, help=N_(
            "What it is about, in one sentence, where it helps to tell several acts apart.")))
        form.add("note", Line(N_("Note"), longest=1000, help=N_("Anything that the next officer should know of it.")))

    def begin(self, session: Any) -> tuple[dict[str, Any], Any]:
        source = self.record_id or self.after
        if not source:
            return {}, None
        one = offence.load(session, source)
        cited = citations.citation(offence.reference(one), language())
        if self.record_id:
            return {**{name: getattr(one, name) for name in self.PLAIN}, "citation": cited}, None
        return {"code": one.code, "act": one.act}, cited

    def use(self, own: str | None) -> None:
        self.before = own or ""
        self.title.say(self.heading)

    def wants_reason(self) -> bool:
        return bool(self.record_id or self.after)

    def follow(self) -> None:
        self.understood.say(self._understood)

    def check(self, values: dict[str, Any], now: str) -> list[Problem]:
        return rules.offence(values, now)

    def store(self, session: Any, values: dict[str, Any], reason: str, kept: dict[str, str]) -> None:
        if self.record_id:
            offence.amend(session, self.record_id, values, reason, kept)
        elif self.after:
            offence.requalify(session, self.after, values, reason, kept)
        else:
            offence.add(session, self.person_id, values, kept)

    def heading(self) -> str:
        if self.record_id:
            return _("Amend the act")
        if self.after:
            return _("Requalification of {citation}").format(citation=self.before)
        return _("New act")

    def _understood(self) -> str:
        """What the citation says, in full words; where it is not understood, the form to type."""
        fields = self.form.fields
        text = fields["citation"].value()
        if not text:
            return ""
        read = rules.read_offence(text, fields["code"].value())
        if not read:
            return _("Not understood yet.")
        return "✓ " + "; ".join(read_back(one) for one in read)


def read_back(one: citations.Offence) -> str:
    """«article 99 / part 2 / point 15)», before it attempt and complicity in words, behind it an earlier code."""
    before = [f"{term(kind)} ({citations.table_form(citations.Offence(*reference.partition('.')[::2]), language())})"
              for kind, reference in (("complicity", one.complicity), ("attempt", one.attempt)) if reference]
    return ", ".join([*before, citations.table_form(one, language())]) + ("" if one.code == "2014" else f", {_edition(one.code)}")
