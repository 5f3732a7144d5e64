"""What is known of a person beyond name and custody: six lists, each with its keys, under the groups that call for more care."""

from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLabel, QTabWidget, QVBoxLayout, QWidget

from db.rules.moment import now
from db.rules.name import full
from db.rules.particular import KINDS, MEDICAL_ALERTS, SHAPES
from db.rules.vulnerable import Group
from db.store import particular, person, photo
from desktop.desk import Desk
from desktop.i18n import N_, _, date, spoken, term
from desktop.screens.particulars import wording
from desktop.screens.particulars.editor import STORES
from desktop.widgets import theme
from desktop.widgets.chips import Chip, Chips
from desktop.widgets.page import Page
from desktop.widgets.record_table import RecordTable, RowsModel
from desktop.widgets.words import Button, Words


class Known(NamedTuple):
    """Everything that the page shows, read in one go; ``pictures``: thumbnails of marks by digest."""

    whose: dict[str, str]
    records: dict[str, list[Any]]
    groups: list[Group]
    pictures: dict[str, bytes]
    day: str


class Particulars(Page):
    """Ctrl+1…6 change the list, Ctrl+N adds, Enter amends, F9 ends; Esc returns to the card."""

    kinds = frozenset({"person", *KINDS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.person_id = ""
        self.known: Known | None = None
        self.title, self.groups = Words("", "title"), Chips()
        self.why = Words("", "quiet")
        self.picture = QLabel(alignment=Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.picture.setMinimumWidth(200)
        self.tables = {kind: self._table(kind) for kind in KINDS}
        self.tabs = QTabWidget()
        for kind, table in self.tables.items():
            self.tabs.addTab(self._with_picture(table) if kind == "mark" else table, "")
        self._lay_out()
        self._keys()
        self.tabs.currentChanged.connect(self._on_tab)
        self.tables["mark"].chosen.connect(self._on_mark)
        self.set_words()

    def open(self, person_id: str = "", **_more: Any) -> None:
        self.person_id = person_id
        self.tables[KINDS[0]].setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        person_id, day = self.person_id, now(self.desk.zone)[:10]
        self.desk.read(lambda session: _known(session, person_id, day), self._on_known, owner=self)

    @property
    def kind(self) -> str:
        """The kind whose list is shown."""
        return KINDS[self.tabs.currentIndex()]

    def go_to(self, kind: str) -> None:
        self.tabs.setCurrentIndex(KINDS.index(kind))
        self.tables[kind].setFocus(Qt.FocusReason.OtherFocusReason)

    # what is shown ------------------------------------------------------------------------------------------------------

    def _on_known(self, known: Known) -> None:
        self.known = known
        self.title.say(lambda: " · ".join(filter(None, (full(known.whose), date(known.whose["date_of_birth"])))))
        for kind, table in self.tables.items():
            table.set_rows(known.records[kind])
        self._show_groups()
        self._set_tabs()
        self._on_mark(self.tables["mark"].current_id())

    def _show_groups(self) -> None:
        """Each group with its reason in the open: who reads it must be able to check it."""
        known = self.known
        if known is not None:
            self.groups.show_chips([Chip("info", _group(group), _group_why(group)) for group in known.groups])
        self.why.setVisible(known is not None and not known.groups)
        self.why.say(N_("No vulnerable group follows from what is recorded."))

    def _on_mark(self, record_id: object) -> None:
        records = self.known.records["mark"] if self.known is not None else []
        digest = next((one.photo for one in records if one.id == record_id), "")
        data = self.known.pictures.get(digest) if self.known is not None and digest else None
        picture = QPixmap()
        if data and picture.loadFromData(data, "JPEG"):  # type: ignore[call-overload]  # see theme.icon
            self.picture.setPixmap(picture)
            self.picture.setAccessibleName(term("photograph", True))
        else:
            self.picture.setText(_("No photograph") if records else "")

    # ways ---------------------------------------------------------------------------------------------------------------

    def _may_edit(self, kind: str, record: Any = None) -> bool:
        role = self.desk.user.role if self.desk.user is not None else ""
        if kind == "alert" and record is not None:
            return role == ("medic" if record.alert in MEDICAL_ALERTS else "officer")
        return role == "officer" or (role == "medic" and kind == "alert")

    def _on_add(self) -> None:
        if self._may_edit(self.kind):
            self.desk.show(f"{self.kind}_editor", person_id=self.person_id)

    def _on_opened_row(self, record_id: object) -> None:
        if self._may_edit(self.kind, self._record(record_id)):
            self.desk.show(f"{self.kind}_editor", person_id=self.person_id, id=record_id)

    def _on_amend(self) -> None:
        if (record_id := self.tables[self.kind].current_id()) is not None:
            self._on_opened_row(record_id)

    def _on_end(self) -> None:
        record_id = self.tables[self.kind].current_id()
        if record_id is not None and SHAPES[self.kind].end and self._may_edit(self.kind, self._record(record_id)):
            self.desk.show(f"{self.kind}_editor", person_id=self.person_id, id=record_id, ending=True)

    def _record(self, record_id: object) -> Any:
        records = self.known.records[self.kind] if self.known is not None else []
        return next((one for one in records if one.id == record_id), None)

    def _on_number(self) -> None:
        self.go_to(self.sender().property("kind"))

    def _on_tab(self, _number: int) -> None:
        self.add.setVisible(self._may_edit(self.kind))
        self.amend.setVisible(self._may_edit(self.kind))
        self.end.setVisible(self._may_edit(self.kind) and bool(SHAPES[self.kind].end))

    # building -----------------------------------------------------------------------------------------------------------

    def _table(self, kind: str) -> RecordTable:
        table = RecordTable(RowsModel(wording.columns(kind), lambda row: row.id))
        table.say_empty(wording.EMPTY[kind])
        table.opened.connect(self._on_opened_row)
        # Few rows with long words: they wrap, where a list of everybody would be cut.
        table.setWordWrap(True)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        return table

    def _with_picture(self, table: RecordTable) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(table, 1)
        row.addWidget(self.picture)
        held.setFocusProxy(table)
        return held

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(Words(N_("Ctrl+1…6 lists · Enter opens a row · Esc back"), "quiet"), 1)
        self.end = Button(N_("End · F9"), key="F9")
        self.amend = Button(N_("Amend · F4"), key="F4")
        self.add = Button(N_("Add · Ctrl+N"), key="Ctrl+N", icon=theme.icon("plus"))
        for button, call in ((self.end, self._on_end), (self.amend, self._on_amend), (self.add, self._on_add)):
            button.clicked.connect(call)
            foot.addWidget(button)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 12, 16, 8)
        page.setSpacing(8)
        for widget in (self.title, self.groups, self.why):
            page.addWidget(widget)
        page.addWidget(self.tabs, 1)
        page.addLayout(foot)
        self._on_tab(0)

    def _keys(self) -> None:
        for number, kind in enumerate(KINDS, 1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setProperty("kind", kind)
            shortcut.activated.connect(self._on_number)

    def _set_tabs(self) -> None:
        for number, kind in enumerate(KINDS):
            records = self.known.records[kind] if self.known is not None else []
            count = sum(not wording.ended(kind, one, self.known.day) for one in records) if self.known is not None else 0
            self.tabs.setTabText(number, spoken(wording.TABS[kind]) + (f" · {count}" if count else ""))
            self.tables[kind].setAccessibleName(spoken(wording.TABS[kind]))

    def set_words(self) -> None:
        self._set_tabs()
        self._show_groups()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._on_mark(self.tables["mark"].current_id())


def _group(group: Group) -> Any:
    return lambda: f"{wording.group_words(group)} · {wording.group_why(group)}"


def _group_why(group: Group) -> Any:
    return lambda: wording.group_why(group)


def _known(session: Any, person_id: str, day: str) -> Known:
    one = person.load(session, person_id)
    whose = {name: getattr(one, name) for name in ("surname", "given_name", "patronymic", "date_of_birth")}
    records = {kind: STORES[kind].rows(session, person_id) for kind in KINDS}
    digests = {mark.photo for mark in records["mark"] if mark.photo}
    pictures = {digest: data for digest in digests if (data := photo.thumbnail(session, digest)) is not None}
    return Known(whose, records, particular.vulnerable_groups(session, person_id, day), pictures, day)
