"""The questions of a person's record, in the order in which an officer reads the answers from the document."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from db.rules import iin
from db.rules.name import PARTS, sort_key
from db.rules.person import DOCUMENT_KINDS, IIN_STATES, SEXES
from db.rules.problem import Problem
from desktop import errors
from desktop.desk import Desk
from desktop.i18n import N_, Phrase, _, country, country_codes, ngettext, titled
from desktop.widgets.fields import Choice, DateField, Digits, Line
from desktop.widgets.form import Form
from desktop.widgets.photo_field import PhotoField
from desktop.widgets.words import Words

NAME_LAW = N_("Criminal Procedure Code 131(2); Penal Executive Code 93(1)")
IIN_LAW = N_("Law № 223 of 12.01.2007; Government resolutions № 406 of 22.05.2007 and № 853 of 26.08.2013")
EMBASSY_LAW = N_("Criminal Procedure Code 135; Penal Executive Code 93(1)")
SPELLED = tuple(part + spelling for spelling in ("_kk", "_ru") for part in PARTS)
OF_DOCUMENT = ("document_number", "document_issued_by", "document_issued_on")


class CountryField(Choice):
    """Citizenship: Kazakhstan, stateless and unknown first, then every country in the alphabet of the language of the moment."""

    def __init__(self, label: Phrase, **more: Any) -> None:
        super().__init__(label, _countries(), word=country, **more)

    def set_words(self) -> None:
        if self.box is self.editor:
            self.set_codes(_countries())
        super().set_words()


class IinField(Digits):
    """The number, and under it, as it is typed, what its own check says."""

    def __init__(self, label: Phrase, **more: Any) -> None:
        self._verdict = Words("", "quiet")
        super().__init__(label, longest=20, **more)
        self._rows.insertWidget(2, self._verdict)
        self._verdict.hide()
        self._known = ("", "")

    def compare_with(self, date_of_birth: str, sex: str) -> None:
        """What the digits are compared with, "" for what is not known yet."""
        self._known = (date_of_birth, sex)
        self._judge()

    def passes(self) -> bool:
        return iin.is_valid(self.value())

    def show_problem(self, problem: Problem | None) -> None:
        super().show_problem(problem)
        self._judge()

    def _judge(self) -> None:
        typed, known = self.value(), self._known
        self._verdict.say(lambda: _verdict(typed, *known))
        self._verdict.setVisible(bool(typed) and self.problem is None)
        self._verdict.setObjectName("fieldProblem" if len(typed) >= iin.LENGTH and not self.passes() else "quiet")
        self._verdict.style().unpolish(self._verdict)
        self._verdict.style().polish(self._verdict)


def ask(form: Form, desk: Desk, spellings: QWidget) -> None:
    """Puts every question into the form; ``spellings`` is the row of buttons that opens the Kazakh and Russian spellings."""
    _ask_names(form, spellings)
    _ask_birth(form)
    _ask_number(form)
    _ask_document(form)
    form.add("photo", PhotoField(titled("photograph"), desk, help=N_(
        "The original file is kept bit for bit; a small picture is made for lists. JPEG or PNG."), source=NAME_LAW))
    form.add("reason", Line(N_("Reason for the change"), required=True, help=N_(
        "Why the record is amended: which document or whose statement. The earlier values stay in the history.")))


def _ask_names(form: Form, spellings: QWidget) -> None:
    form.group(N_("Name as in the document"))
    helps = {
        "surname": N_("Letter for letter as in the document, in its own spelling. Where there is no document: as the person says it."),
        "given_name": N_("Letter for letter as in the document."),
        "patronymic": N_("As in the document; leave it empty where the document has none."),
    }
    form.add("surname", Line(titled("surname"), required=True, help=helps["surname"], source=NAME_LAW))
    form.add_row(("given_name", Line(titled("given_name"), required=True, help=helps["given_name"], source=NAME_LAW)),
                 ("patronymic", Line(titled("patronymic"), help=helps["patronymic"], source=NAME_LAW)))
    form.add_widget(spellings)
    for spelling, help_ in (("_kk", N_("Spelling for papers in Kazakh. It is never made up by the program: fill it in from a document.")),
                            ("_ru", N_("Spelling for papers in Russian. It is never made up by the program: fill it in from a document."))):
        form.add_row(*((part + spelling, Line(titled(part + spelling), help=help_, source=NAME_LAW)) for part in PARTS))


def _ask_birth(form: Form) -> None:
    form.group(N_("Birth and sex"))
    form.add_row(
        ("sex", Choice(titled("sex"), SEXES, required=True, help=N_("As in the document. Unknown is an answer too."), source=NAME_LAW)),
        ("date_of_birth", DateField(titled("date_of_birth"), help=N_(
            "Day, month and year: 05.03.1990 or 05031990. Leave it empty where it is not known, and say why."), source=NAME_LAW)),
        ("date_of_birth_reason", Line(N_("Why the date is unknown"), help=N_(
            "For example: no document, and the person cannot name the date. Needed only where the date is empty."))))


def _ask_number(form: Form) -> None:
    form.group(titled("iin"))
    form.add_row(
        ("iin", IinField(titled("iin_short"), help=N_(
            "Twelve digits; the last one proves the others. Since 2013 the digits need not match the date of birth or the sex."),
            source=IIN_LAW)),
        ("iin_state", Choice(titled("iin_state"), IIN_STATES, required=True, help=N_(
            "Checked: the number passes its own check. As in the document: it does not, but the document says so. Absent: foreigners and "
            "people without documents may have none."), source=IIN_LAW)))
    form.add("iin_reason", Line(titled("iin_reason"), required=True, help=N_(
        "Which document shows this number, or why there is none.")))


def _ask_document(form: Form) -> None:
    form.group(N_("Citizenship and document"))
    form.add("citizenship", CountryField(titled("citizenship"), required=True, source=EMBASSY_LAW, help=N_(
        "Type the first letters of the country. Foreigners and stateless people have duties of their own: embassy, interpreter.")))
    form.add("document_kind", Choice(N_("Document"), DOCUMENT_KINDS, required=True, source=NAME_LAW, help=N_(
        "The document that proves who the person is. Nobody is turned away for want of one: choose \u201cno document\u201d.")))
    form.add_row(("document_number", Line(titled("doc_number"), required=True, help=N_("As printed in the document."))),
                 ("document_issued_on", DateField(titled("doc_issued_on"), help=N_("Day, month and year, as in the document."))))
    form.add("document_issued_by", Line(titled("doc_issued_by"), help=N_("The body that issued the document, as printed in it.")))


def _countries() -> Sequence[str]:
    others = sorted((code for code in country_codes() if code != "KZ"), key=lambda code: sort_key(country(code)))
    return ("KZ", "stateless", "unknown", *others)


def _verdict(typed: str, date_of_birth: str, sex: str) -> str:
    if len(typed) < iin.LENGTH:
        return ngettext("{n} digit of 12", "{n} digits of 12", len(typed)).format(n=len(typed))
    found = iin.problems(typed, date_of_birth, sex)
    if not found:
        return "✓ " + _("The number passes its check.")
    return " ".join(f"{'▲' if one.warning else '●'} {errors.sentence(one)}" for one in found)
