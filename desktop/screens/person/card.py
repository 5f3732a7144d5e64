"""One person's card: header, timeline, and beside it custody, medical, history and who looked; actions by role."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop.desk import Desk
from desktop.i18n import N_, Phrase, spoken
from desktop.screens import sections
from desktop.screens.person.events import KINDS, events
from desktop.screens.person.facts import Facts, load
from desktop.screens.person.header import Header
from desktop.screens.person.tabs import ACCESS, CUSTODY, HISTORY, MEDICAL, Sides
from desktop.screens.person.wording import SMALL
from desktop.widgets import theme
from desktop.widgets.flow import Flow
from desktop.widgets.page import Page
from desktop.widgets.timeline import Timeline
from desktop.widgets.words import Button, Words

FIRST_SECTION = 5       # Ctrl+1…4 are the sides of the card itself


def _with_key(title: Phrase, key: str) -> Phrase:
    return lambda: f"{spoken(title)} · {key}"


class PersonCard(Page):
    """Enter opens what a row is about, Esc returns to the same row."""

    kinds = frozenset({"person", "custody", "screening", "certification", "amendment", "access", *KINDS, *SMALL})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.person_id = ""
        self.facts: Facts | None = None
        self.header, self.timeline, self.sides = Header(), Timeline(), Sides()
        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self._add_actions()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.timeline)

    def open(self, id: str = "", **_more: Any) -> None:
        self.person_id = id

    def refresh(self) -> None:
        person_id = self.person_id
        self.desk.read(lambda session: load(session, person_id), self._on_facts, owner=self)

    # what is shown ------------------------------------------------------------------------------------------------------

    def _on_facts(self, facts: Facts) -> None:
        self.facts = facts
        happened = events(facts)
        here = self.timeline.currentItem()
        target = here.data(Qt.ItemDataRole.UserRole) if here is not None else None
        self.header.show_facts(facts)
        self.timeline.set_events(happened)
        self._return_to(target)
        self.sides.show_facts(facts, [event for event in happened if event.icon in ("screening", "seal")])

    def _return_to(self, target: Any) -> None:
        """The cursor stays on its event, even where a newer one has come above it."""
        for row in range(self.timeline.count() if target is not None else 0):
            if self.timeline.item(row).data(Qt.ItemDataRole.UserRole) == target:
                self.timeline.setCurrentRow(row)
                return

    # ways ---------------------------------------------------------------------------------------------------------------

    def _on_event(self, target: tuple[str, str]) -> None:
        kind, record = target
        if kind == "custody":
            self.sides.go_to(CUSTODY, record)
        elif kind == "history":
            self.sides.go_to(HISTORY, record)
        else:
            self._open_medical(target)

    def _open_medical(self, target: tuple[str, str]) -> None:
        """A certification has a card for everybody; of a screening the row says all that others than medics may know."""
        kind, record = target
        if kind == "certification":
            self.desk.show("certification_card", id=record)
        elif self._is("medic"):
            self.desk.show("screening_editor", person_id=self.person_id, id=record)
        else:
            self.sides.go_to(MEDICAL, target)

    def _on_custody(self, record: object) -> None:
        if self._is("officer"):
            self.desk.show("custody_editor", person_id=self.person_id, id=record)
        else:
            self.sides.sides[CUSTODY].read()

    def _amend(self) -> None:
        self.desk.show("person_editor", id=self.person_id)

    def _take_in(self) -> None:
        self.desk.show("custody_editor", person_id=self.person_id)

    def _screen(self) -> None:
        self.desk.show("screening_editor", person_id=self.person_id, custody_id=self._latest("episodes"))

    def _certify(self) -> None:
        self.desk.show("certification_editor", person_id=self.person_id, screening_id=self._latest("screenings"))

    def _latest(self, what: str) -> str:
        rows = getattr(self.facts, what) if self.facts is not None else ()
        return rows[0].id if rows else ""

    def _is(self, role: str) -> bool:
        return self.desk.user is not None and self.desk.user.role == role

    # building -----------------------------------------------------------------------------------------------------------

    def _add_actions(self) -> None:
        self.foot.addWidget(Words(N_("Enter opens a row · Ctrl+1…4 sides · Esc back"), "quiet"), 1)
        if self._is("officer"):
            self._add_action(N_("Amend data · F4"), "F4", self._amend)
            self._add_action(N_("New custody · Ctrl+N"), "Ctrl+N", self._take_in, "plus")
        if self._is("medic"):
            self._add_action(N_("New certification · F8"), "F8", self._certify, "seal")
            self._add_action(N_("New screening · Ctrl+N"), "Ctrl+N", self._screen, "plus")

    def _add_action(self, phrase: Phrase, key: str, call: Any, icon: str = "") -> None:
        button = Button(phrase, key=key, icon=theme.icon(icon) if icon else None)
        button.clicked.connect(call)
        self.foot.addWidget(button)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Words(N_("Timeline"), "heading"))
        column.addWidget(self.timeline, 1)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        both.setHandleWidth(16)
        both.addWidget(left)
        both.addWidget(self.sides)
        both.setStretchFactor(0, 4)
        both.setStretchFactor(1, 6)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 12, 16, 8)
        page.setSpacing(12)
        page.addWidget(self.header)
        page.addLayout(self._sections())
        page.addWidget(both, 1)
        page.addLayout(self.foot)

    def _sections(self) -> Flow:
        """One button for each page that belongs to a person: the case, the movements and so on name themselves."""
        row = Flow()
        for number, screen in enumerate(sections(self.desk.user.role if self.desk.user is not None else ""), FIRST_SECTION):
            button = Button(_with_key(screen.title, f"Ctrl+{number}"), key=f"Ctrl+{number}")
            button.setProperty("section", screen.key)
            button.clicked.connect(self._on_section)
            row.addWidget(button)
        return row

    def _on_section(self) -> None:
        self.desk.show(self.sender().property("section"), person_id=self.person_id)

    def _connect(self) -> None:
        self.timeline.opened.connect(self._on_event)
        self.sides.sides[CUSTODY].opened.connect(self._on_custody)
        self.sides.sides[MEDICAL].opened.connect(self._open_medical)
        self.sides.sides[HISTORY].opened.connect(self._on_history)
        for number, key in enumerate((CUSTODY, MEDICAL, HISTORY, ACCESS), 1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setProperty("side", key)
            shortcut.activated.connect(self._on_side)

    def _on_side(self) -> None:
        self.sides.go_to(self.sender().property("side"))

    def _on_history(self, _record: object) -> None:
        self.sides.sides[HISTORY].read()

    def set_words(self) -> None:
        self.timeline.setAccessibleName(spoken(N_("Timeline")))
