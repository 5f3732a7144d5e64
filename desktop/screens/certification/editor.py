"""The certification of injuries while it is being written: pages, completeness, a draft that keeps itself, and the seal."""

import functools
from typing import Any

import msgspec
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from db.models import Person
from db.rules import certification as rules
from db.rules.certification import CertificationBody, Finding, Identity
from db.rules.moment import now
from db.rules.problem import Problem
from db.store import certification, draft, person
from desktop.desk import Desk
from desktop.i18n import N_, _, date, spoken
from desktop.screens.certification import pages
from desktop.screens.certification.check import CheckPage
from desktop.screens.certification.completeness import Completeness, MissingPanel, Named, score
from desktop.screens.certification.findings import FindingsPage
from desktop.widgets.form import AUTOSAVE_MS, Form
from desktop.widgets.page import Page
from desktop.widgets.words import Words

KIND = "certification"
TITLES = dict(pages.PAGES)
ORDER = tuple(TITLES)


class CertificationEditor(Page):
    """``open(person_id=…, screening_id=…)`` begins or resumes; ``draft_key=…`` resumes from the unfinished work."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._person: Person | None = None
        self._person_id, self._screening_id, self._key = "", "", ""
        self._loading, self._dirty = True, False
        self.conclusion = pages.Conclusion(desk)
        self.forms: dict[str, Form] = {
            "conditions": pages.conditions(desk), "account": pages.account(desk), "state": pages.state(desk),
            "conclusion": self.conclusion, "author": pages.author(desk),
        }
        self.findings, self.check = FindingsPage(), CheckPage()
        self._sides: dict[str, QWidget] = {**self.forms, "findings": self.findings, "check": self.check}
        self._build()
        self._connect()
        self._keys()
        self.set_words()

    # opening ------------------------------------------------------------------------------------------------------------

    def open(self, person_id: str = "", screening_id: str = "", draft_key: str = "", **_more: Any) -> None:
        self._person_id, self._screening_id = person_id, screening_id
        self._key = draft_key or screening_id or person_id
        key = self._key
        self.desk.read(lambda session: (person.load(session, person_id), draft.load(session, KIND, key)), self._on_loaded, owner=self)

    def holds_back(self) -> bool:
        return True

    def body(self) -> CertificationBody:
        """All answers so far, exactly what would be sealed."""
        one, user, info = self._person, self.desk.user, self.desk.info
        who = Identity("", "") if one is None else Identity(
            one.surname, one.given_name, one.patronymic or "", one.date_of_birth or "", one.sex or "", one.iin or "")
        values = {name: value for form in self.forms.values() for name, value in form.values().items()}
        values.update(author_name=user.name if user else "", author_post=user.post if user else "")
        return CertificationBody(person=who, institution=info.institution if info else "", **values,
                                 no_injuries=self.findings.no_injuries(), findings=self.findings.findings())

    def _on_loaded(self, found: tuple[Person, dict[str, Any] | None]) -> None:
        self._person, kept = found
        self._name.set_words()
        self._identity.set_words()
        kept = kept or {}
        self._screening_id = self._screening_id or kept.get("screening_id", "")
        self._fill(kept)
        self._loading = False
        if len(kept) > 1:
            self._kept.say(N_("Unfinished text from before has been put back"))
        self._on_answers()
        self.turn(kept.get("page", ORDER[0]))

    def _fill(self, kept: dict[str, Any]) -> None:
        user = self.desk.user
        self.forms["conditions"].fields["started_at"].set_value(now(self.desk.zone))
        own = {"author_name": user.name, "author_post": user.post, "author_speciality": user.speciality, "author_years": user.years}
        for name, value in own.items():
            self.forms["author"].fields[name].set_value(value)
        for name, raw in kept.get("answers", {}).items():
            field = next((form.fields[name] for form in self.forms.values() if name in form.fields), None)
            if field is not None and name not in ("author_name", "author_post"):
                field.set_raw(raw)
        findings = msgspec.convert(kept.get("findings", []), tuple[Finding, ...])
        self.findings.load(findings, bool(kept.get("no_injuries")))

    # the draft ----------------------------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Writes everything typed and placed so far, if something has changed."""
        if not self._dirty or self._loading:
            return
        self._dirty = False
        self._autosave.stop()
        key, person_id, values = self._key, self._person_id, self._raw()
        self.desk.write(lambda session: draft.keep(session, KIND, key, person_id, values), self._on_kept, self._on_not_kept, owner=self)

    def _raw(self) -> dict[str, Any]:
        answers = {name: field.raw() for form in self.forms.values() for name, field in form.fields.items()
                   if not field.isHidden() and not field.is_empty()}
        return {"answers": answers, "findings": msgspec.to_builtins(self.findings.findings()), "page": self.page_key(),
                "no_injuries": self.findings.no_injuries(), "screening_id": self._screening_id}

    def _on_kept(self, moment: object) -> None:
        clock = str(moment)[11:19]
        self._kept.say(lambda: _("Draft saved {time}").format(time=clock))

    def _on_not_kept(self, error: BaseException) -> None:
        self._dirty = True
        self._kept.say(N_("The draft is NOT saved"))
        self.desk.fail(error)

    # answers ------------------------------------------------------------------------------------------------------------

    def _on_typed(self) -> None:
        if not self._loading:
            self._dirty = True
            self._autosave.start()
            self._on_answers()

    def _on_answers(self) -> None:
        """Skip logic, completeness, and the lists of what is missing where they are open."""
        for form in self.forms.values():
            pages.follow(form)
        body = self.body()
        self.conclusion.allow(rules.all_graded(body) and bool(body.findings or body.no_injuries))
        self._completeness.show_score(score(body))
        named = self.missing()
        self._name_tabs(named)
        if self._panel.isVisible():
            self._panel.show_problems(named)
        if self.page_key() == "check":
            self.check.show_answers(body, named)

    def missing(self) -> list[Named]:
        """What hinders sealing, page by page, with the words for where it is."""
        found = [*(problem for form in self.forms.values() for problem in form.unreadable()), *rules.problems(self.body())]
        found.sort(key=lambda problem: ORDER.index(self._page_of(problem.field)))
        return [Named(problem, f"{_(TITLES[self._page_of(problem.field)])} – {self._label(problem.field)}") for problem in found]

    def _page_of(self, field: str) -> str:
        return next((key for key, form in self.forms.items() if field in form.fields), "findings")

    def _label(self, field: str) -> str:
        key = self._page_of(field)
        return self.findings.label(field) if key == "findings" else spoken(self.forms[key].fields[field].label)

    # turning pages ------------------------------------------------------------------------------------------------------

    def page_key(self) -> str:
        return ORDER[self._tabs.currentIndex()]

    def turn(self, key: str) -> None:
        """To that page, with the cursor in its first field."""
        self._tabs.setCurrentIndex(ORDER.index(key) if key in ORDER else 0)
        self._show_page()
        side = self._sides[self.page_key()]
        if isinstance(side, Form):
            side.focus(next(name for name, field in side.fields.items() if not field.isHidden() and field.editor.isEnabled()))
        elif isinstance(side, FindingsPage | CheckPage):
            side.focus()

    def go_to(self, field: object) -> None:
        """To the field of a problem."""
        name = str(field)
        key = self._page_of(name)
        self._panel.hide()
        self._tabs.setCurrentIndex(ORDER.index(key))
        self._show_page()
        if key == "findings":
            self.findings.go_to(name)
        else:
            self.forms[key].focus(name)
        self._show_problems()

    def _show_page(self) -> None:
        key = self.page_key()
        self._stack.setCurrentWidget(self._sides[key])
        if key == "check":
            self.check.show_answers(self.body(), self.missing())
        if not self._loading:
            self._dirty = True
            self._autosave.start()

    def _show_problems(self) -> None:
        """At the fields themselves, from now on for this page."""
        problems = [named.problem for named in self.missing()]
        key = self.page_key()
        if key == "findings":
            self.findings.show_problems(problems)
        elif key in self.forms:
            by_field = {problem.field: problem for problem in reversed(problems)}
            for name, field in self.forms[key].fields.items():
                field.show_problem(by_field.get(name))

    def _on_tab(self, _index: int) -> None:
        if not self._loading:
            self.turn(self.page_key())

    def _step(self, by: int) -> None:
        self.turn(ORDER[min(max(self._tabs.currentIndex() + by, 0), len(ORDER) - 1)])

    def _on_next(self) -> None:
        self._step(1)

    def _on_before(self) -> None:
        self._step(-1)

    def _on_missing_asked(self) -> None:
        if self._panel.isVisible():
            self._panel.fold()
            return
        self._panel.show_problems(self.missing())
        self._panel.show()
        self._panel.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_folded(self) -> None:
        self.turn(self.page_key())

    # earlier examination ------------------------------------------------------------------------------------------------

    def _on_earlier_asked(self) -> None:
        if self.findings.has_earlier():
            self.findings.show_earlier(())
            return
        self.desk.write(functools.partial(_earlier, person_id=self._person_id), self._on_earlier, owner=self)

    def _on_earlier(self, findings: tuple[Finding, ...]) -> None:
        self.findings.show_earlier(findings)
        if not findings:
            self.desk.say(_("There is no earlier certification with marks for this person."))

    # sealing ------------------------------------------------------------------------------------------------------------

    def _on_seal_asked(self) -> None:
        named = self.missing()
        if named:
            self.desk.say(_("Not sealed: some items are unanswered."), "warning")
            self.go_to(named[0].problem.field)
            return
        body, person_id, screening_id, key = self.body(), self._person_id, self._screening_id, self._key
        self._autosave.stop()
        self._dirty, self._loading = False, True
        self.check.set_busy(True)
        self.desk.write(lambda session: certification.seal(session, person_id, screening_id, body, key), self._on_sealed, self._on_refused,
                        owner=self)

    def _on_sealed(self, number: str) -> None:
        desk = self.desk
        desk.say(_("Sealed: certification No. {number}").format(number=number), "done")
        desk.back()
        desk.show("certification_card", number=number)

    def _on_refused(self, error: BaseException) -> None:
        self._loading = False
        self.check.set_busy(False)
        problems: list[Problem] = getattr(error, "problems", [])
        if problems:
            self.go_to(problems[0].field)
        else:
            self.desk.fail(error)

    # building -----------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._name, self._identity, self._kept = Words(self._said_name, "name"), Words(self._said_identity, "quiet"), Words("", "quiet")
        self._completeness, self._panel = Completeness(), MissingPanel()
        self._tabs = QTabBar(expanding=False, drawBase=False)
        self._tabs.setUsesScrollButtons(True)
        for _key in ORDER:
            self._tabs.addTab("")
        self._stack = QStackedWidget()
        for key in ORDER:
            self._stack.addWidget(self._sides[key])
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self._name)
        said.addWidget(self._identity)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 16, 0)
        head.setSpacing(16)
        head.addLayout(said, 1)
        head.addWidget(self._kept)
        head.addWidget(self._completeness)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._tabs)
        folded = QVBoxLayout()
        folded.setContentsMargins(16, 0, 16, 0)
        folded.addWidget(self._panel)
        column.addLayout(folded)
        column.addWidget(self._stack, 1)
        self._autosave = QTimer(self, interval=AUTOSAVE_MS, singleShot=True)

    def _connect(self) -> None:
        for form in self.forms.values():
            form.changed.connect(self._on_typed)
            form.save_asked.connect(self._on_next)
            form.left.connect(self.desk.back)
        self.findings.changed.connect(self._on_typed)
        self.findings.save_asked.connect(self._on_next)
        self.findings.earlier_asked.connect(self._on_earlier_asked)
        self.check.seal_asked.connect(self._on_seal_asked)
        self.check.missing.chosen.connect(self.go_to)
        self._panel.list.chosen.connect(self.go_to)
        self._panel.folded.connect(self._on_folded)
        self._completeness.asked.connect(self._on_missing_asked)
        self._tabs.currentChanged.connect(self._on_tab)
        self._autosave.timeout.connect(self.keep)
        self.desk.closing.connect(self.keep)

    def _keys(self) -> None:
        for keys, call in (("Ctrl+PgDown", self._on_next), ("Ctrl+PgUp", self._on_before)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(call)

    # words --------------------------------------------------------------------------------------------------------------

    def set_words(self) -> None:
        self._tabs.setAccessibleName(_("Pages of the certification"))
        if self._loading:
            self._name_tabs([])
        else:
            self._on_answers()

    def _name_tabs(self, named: list[Named]) -> None:
        """Each tab says whether its page is complete."""
        open_pages = {self._page_of(one.problem.field) for one in named}
        for index, key in enumerate(ORDER):
            sign = "" if self._loading or key == "check" else " ○" if key in open_pages else " ✓"
            self._tabs.setTabText(index, f"{index + 1}  {_(TITLES[key])}{sign}")

    def _said_name(self) -> str:
        one = self._person
        return " ".join(filter(None, (one.surname, one.given_name, one.patronymic))) if one is not None else ""

    def _said_identity(self) -> str:
        one = self._person
        if one is None:
            return ""
        number = _("IIN {number}").format(number=one.iin) if one.iin else ""
        return " · ".join(filter(None, (_("Certification of injuries"), date(one.date_of_birth), number)))

    # camelCase: Qt's own ------------------------------------------------------------------------------------------------

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        self.keep()
        super().hideEvent(event)


def _earlier(session: Any, person_id: str) -> tuple[Finding, ...]:
    """Findings of the person's last certification; the reading leaves its trace."""
    known = certification.rows(session, person_id)
    return certification.sheet(session, known[0].number).body.findings if known else ()
