"""Lists of records: a table that holds ids and plain rows, or pages of a million of them, and opens one with Enter."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.i18n import Phrase, spoken

Index = QModelIndex | QPersistentModelIndex
SORT_ROLE = Qt.ItemDataRole.UserRole + 1
ID_ROLE = Qt.ItemDataRole.UserRole + 2
ROLES = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.TextAlignmentRole, SORT_ROLE, ID_ROLE})
PAGE = 40           # rows read at once: more than a screen shows, and read within one frame anywhere in a million
PAGES_KEPT = 160
STRETCHED = 22      # letters that the column that takes the rest should have
WORDY = 20          # letters from which a column holds words that may be cut
NARROWEST = 14      # letters that it keeps when it gives way
FEWEST = 12         # letters of the column that takes the rest, before one has to scroll sideways


class Column(NamedTuple):
    """``shown(row)`` is the text, ``sorted_by(row)`` what sorting compares (default: the text); ``width`` in letters, 0 = takes the rest;
    ``right`` for numbers."""

    title: Phrase
    shown: Callable[[Any], str]
    width: int = 0
    sorted_by: Callable[[Any], Any] | None = None
    right: bool = False


class RowsModel(QAbstractTableModel):
    """Rows that fit in memory (up to some 100,000); ``id_of(row)`` names the record. Vanished rows stay, drawn disabled."""

    def __init__(self, columns: Sequence[Column], id_of: Callable[[Any], Any]) -> None:
        super().__init__()
        self.columns, self._id_of = tuple(columns), id_of
        self._rows: list[Any] = []
        self._gone: set[Any] = set()
        self._order: tuple[int, Qt.SortOrder] | None = None

    def set_rows(self, rows: Sequence[Any]) -> None:
        self.beginResetModel()
        self._rows, self._gone = list(rows), set()
        self._sort()
        self.endResetModel()

    def mark_gone(self, record_id: Any) -> None:
        """The record has vanished since the list was read; its row must not jump from under the cursor."""
        self._gone.add(record_id)
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def row(self, number: int) -> Any:
        """The plain row at that place, None while it is not there."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def id_at(self, number: int) -> Any:
        row = self.row(number)
        return None if row is None else self._id_of(row)

    def number_of(self, record_id: Any) -> int:
        """Place of the record, -1 when it is not in the list."""
        return next((n for n, row in enumerate(self._rows) if self._id_of(row) == record_id), -1)

    def _sort(self) -> None:
        if self._order is not None:
            column = self.columns[self._order[0]]
            self._rows.sort(key=column.sorted_by or column.shown, reverse=self._order[1] == Qt.SortOrder.DescendingOrder)

    def retranslate(self) -> None:
        """Headers and words of rows in the new language."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in ROLES:       # Qt asks for nine of them in each cell that it paints
            return None
        row = self.row(index.row())
        if row is None:
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.shown(row)
        if role == SORT_ROLE:
            return (column.sorted_by or column.shown)(row)
        if role == ID_ROLE:
            return self._id_of(row)
        if role == Qt.ItemDataRole.TextAlignmentRole and column.right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return spoken(self.columns[section].title)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.id_at(index.row()) in self._gone:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        self._order = (column, order) if column >= 0 else None      # Qt says -1 for "in the order in which they came"
        self._sort()
        self.layoutChanged.emit()


class PagedModel(RowsModel):
    """A million rows: all ids in order, and pages of rows fetched when they are seen.

    ``fetch(ids, done)`` must read those rows and call ``done({id: row})`` on this thread (one ``desk.read``); ids that do not come back
    have vanished. Sorting is the query's business: hand over ids in another order.
    """

    def __init__(self, columns: Sequence[Column], id_of: Callable[[Any], Any],
                 fetch: Callable[[list[Any], Callable[[dict[Any, Any]], None]], None]) -> None:
        super().__init__(columns, id_of)
        self._ids: Sequence[Any] = ()
        self._fetch = fetch
        self._pages: OrderedDict[int, list[Any]] = OrderedDict()
        self._asked: set[int] = set()
        self._turn = 0

    def set_ids(self, ids: Sequence[Any]) -> None:
        self.beginResetModel()
        self._ids, self._gone = ids, set()
        self._pages.clear()
        self._asked.clear()
        self._turn += 1
        self.endResetModel()

    def row(self, number: int) -> Any:
        if not 0 <= number < len(self._ids):
            return None
        page, at = divmod(number, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            self._ask(page)
            return None
        self._pages.move_to_end(page)
        return rows[at]

    def id_at(self, number: int) -> Any:
        return self._ids[number] if 0 <= number < len(self._ids) else None

    def number_of(self, record_id: Any) -> int:
        try:
            return self._ids.index(record_id)
        except ValueError:
            return -1

    def _ask(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        ids, turn = list(self._ids[page * PAGE:(page + 1) * PAGE]), self._turn

        def come(rows: dict[Any, Any]) -> None:
            if turn == self._turn:
                self._take(page, ids, rows)

        self._fetch(ids, come)

    def _take(self, page: int, ids: list[Any], rows: dict[Any, Any]) -> None:
        self._asked.discard(page)
        self._pages[page] = [rows.get(record_id) for record_id in ids]
        self._gone.update(record_id for record_id in ids if record_id not in rows)
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        first = page * PAGE
        self.dataChanged.emit(self.index(first, 0), self.index(first + len(ids) - 1, len(self.columns) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._ids)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Nothing: the ids came in the order of the query."""


class RecordTable(QTableView):
    """The view: arrows move, Enter or a double click opens, letters are left to the screen. ``opened`` carries the id."""

    opened = Signal(object)
    chosen = Signal(object)      # id of the current row, None when there is none

    def __init__(self, model: RowsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self._empty: Phrase = ""
        self._drawn: dict[int, int] = {}    # px, by the user's hand
        self._sharing = False
        model.setParent(self)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
        self.setSortingEnabled(not isinstance(model, PagedModel))
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._share_room()
        self.horizontalHeader().sectionResized.connect(self._on_section)
        self.doubleClicked.connect(self._on_double_clicked)
        self.selectionModel().currentRowChanged.connect(self._on_current)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """New rows; the cursor returns to the record it stood on."""
        self._keep_place(lambda: self.rows.set_rows(rows))

    def set_ids(self, ids: Sequence[Any]) -> None:
        """New ids for a ``PagedModel``; the cursor returns to the record it stood on."""
        if isinstance(self.rows, PagedModel):
            model = self.rows
            self._keep_place(lambda: model.set_ids(ids))

    def current_id(self) -> Any:
        return self.rows.id_at(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def choose(self, record_id: Any) -> None:
        """Puts the cursor on that record."""
        number = self.rows.number_of(record_id)
        if number >= 0:
            self.selectRow(number)
            self.scrollTo(self.rows.index(number, 0))

    def say_empty(self, phrase: Phrase) -> None:
        """What belongs here and which key makes the first one; shown while there are no rows."""
        self._empty = phrase
        self.viewport().update()

    def _keep_place(self, change: Callable[[], None]) -> None:
        current = self.current_id()
        change()
        if current is not None:
            self.choose(current)
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self.selectRow(0)

    def _share_room(self) -> None:
        """Each column as wide as it asks or as somebody drew it, its heading's longest word at least. Where that leaves too little for the
        column that takes the rest, columns of long words give way, never those of numbers and times; then one scrolls sideways."""
        letter, header = self.fontMetrics().averageCharWidth(), self.horizontalHeader()
        least = [max((header.fontMetrics().horizontalAdvance(word) for word in spoken(column.title).split()), default=0) + 16
                 for column in self.rows.columns]
        wanted = [max(least[number], self._drawn.get(number, (column.width or STRETCHED) * letter + 16))
                  for number, column in enumerate(self.rows.columns)]
        over = sum(wanted) - self.viewport().width()
        for number in sorted(range(len(wanted)), key=lambda at: -wanted[at]):
            if self.rows.columns[number].width > WORDY and over > 0:
                given = min(over, max(wanted[number] - max(least[number], NARROWEST * letter + 16), 0))
                wanted[number] -= given
                over -= given
        for number, column in enumerate(self.rows.columns):     # what takes the rest gives way last, down to a few letters
            if not column.width and over > 0:
                given = min(over, max(wanted[number] - max(least[number], FEWEST * letter + 16), 0))
                wanted[number] -= given
                over -= given
        self._sharing = True
        modes = QHeaderView.ResizeMode
        for number, column in enumerate(self.rows.columns):
            if not column.width:
                header.setSectionResizeMode(number, modes.Stretch if over <= 0 else modes.Interactive)
            if column.width or over > 0:
                header.resizeSection(number, wanted[number])
        self._sharing = False
        self._fit_header()

    def _fit_header(self) -> None:
        """Two lines of heading where a word does not fit into one: Kazakh and Russian words differ in length by half."""
        header, metrics = self.horizontalHeader(), self.horizontalHeader().fontMetrics()
        tight = any(metrics.horizontalAdvance(spoken(column.title)) + 16 > header.sectionSize(number)
                    for number, column in enumerate(self.rows.columns))
        header.setFixedHeight(metrics.lineSpacing() * (2 if tight else 1) + 14)

    def _on_section(self, number: int, _before: int, now: int) -> None:
        if not self._sharing:
            if self.rows.columns[number].width:
                self._drawn[number] = now
            self._fit_header()

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self._open(index.row())

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.chosen.emit(self.rows.id_at(current.row()) if current.isValid() else None)

    def _open(self, number: int) -> None:
        record_id = self.rows.id_at(number)
        if record_id is not None and self.rows.flags(self.rows.index(number, 0)) & Qt.ItemFlag.ItemIsEnabled:
            self.opened.emit(record_id)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._share_room()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self._empty and not self.rows.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().placeholderText().color())
            box = self.viewport().rect().adjusted(24, 24, -24, -24)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, spoken(self._empty))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.rows.rowCount():
            # Qt would go to the first or last cell of the row, which means nothing where whole rows are chosen.
            self.selectRow(0 if event.key() == Qt.Key.Key_Home else self.rows.rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _text: str) -> None:  # noqa: N802
        """Typing letters belongs to the search field of the screen, not to a scan of the rows."""

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.rows.retranslate()
            self._share_room()
        super().changeEvent(event)
