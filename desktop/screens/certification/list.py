"""All certifications of the register: what everybody may know of them, newest first."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from db.rules.moment import utc_minutes
from db.store import certification
from db.store.certification import NamedRow
from desktop.desk import Desk
from desktop.i18n import N_, _, moment, term, titled
from desktop.widgets.page import Page
from desktop.widgets.record_table import Column, RecordTable, RowsModel
from desktop.widgets.words import Words

COLUMNS = (
    Column(titled("number"), lambda row: row.certification.number, 30),
    Column(titled("full_name_short"), lambda row: row.name, sorted_by=lambda row: row.sort_key),
    Column(N_("Sealed"), lambda row: f"▣ {moment(row.certification.sealed_at)}", 22, lambda row: utc_minutes(row.certification.sealed_at)),
    Column(titled("medical_worker"), lambda row: row.certification.author, 28),
    Column(N_("Amendments"), lambda row: str(row.certification.amendments or ""), 16, lambda row: row.certification.amendments, right=True),
)


class Filter(QLineEdit):
    """Letters typed here narrow the list; the arrow down goes into it."""

    def __init__(self, table: RecordTable) -> None:
        super().__init__()
        self._table = table
        self.setClearButtonEnabled(True)
        self.setMaxLength(100)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)


class CertificationRoom(Page):
    """Numbers, names, times and authors; the content opens on its own page, for medics only."""

    kinds = frozenset({"certification", "amendment", "person"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rows: list[NamedRow] = []
        self._count = 0
        self.table = RecordTable(RowsModel(COLUMNS, lambda row: row.certification.id))
        self.table.say_empty(N_("No certifications yet. A medic begins one from the screening of a person."))
        self.table.opened.connect(self._on_row_opened)
        self.filter = Filter(self.table)
        self.filter.textChanged.connect(self._on_typed)
        self._title = Words(lambda: _("Certifications: {n}").format(n=self._count), "heading")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 16)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self._title, 2)
        head.addWidget(self.filter, 1)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        self.desk.read(certification.named_rows, self._on_read, owner=self)

    def set_words(self) -> None:
        self.filter.setPlaceholderText(_("Number, name or medic"))
        self.filter.setAccessibleName(term("filter", True))
        self.table.setAccessibleName(_("Certification"))

    def _on_read(self, rows: list[NamedRow]) -> None:
        self._rows = rows
        self._on_typed(self.filter.text())

    def _on_typed(self, text: str) -> None:
        wanted = text.casefold().split()
        shown = [row for row in self._rows if all(part in _searched(row) for part in wanted)]
        self._count = len(shown)
        self._title.set_words()
        self.table.set_rows(shown)

    def _on_row_opened(self, certification_id: object) -> None:
        row = self.table.rows.row(self.table.rows.number_of(certification_id))
        self.desk.show("certification_card", id=certification_id, number=row.certification.number)


def _searched(row: NamedRow) -> str:
    return f"{row.certification.number} {row.name} {row.certification.author}".casefold()
