"""The kinds of fields that forms are made of: lines, digits, choices, dates, moments, numbers, longer text."""

import time
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from db.rules.moment import ZONE, date_short, typed_date
from db.rules.moment import now as present
from db.rules.problem import Problem
from desktop.i18n import Phrase, number, spoken, term
from desktop.widgets.field import Field
from desktop.widgets.typed import LayoutLine, digits, spaced_date, spaced_time, typed_moment

__all__ = ["Choice", "DateField", "Digits", "Field", "Line", "MomentField", "NumberField", "TextField"]

EMPTY_DATE, EMPTY_TIME = "00.00.0000", "00:00"


class Line(Field):
    """One line of text; ``value()`` is the text without spaces at its ends."""

    def __init__(self, label: Phrase, *, longest: int = 1000, password: bool = False, **more: Any) -> None:
        super().__init__(label, **more)
        self.line = QLineEdit(maxLength=longest)
        if password:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.textChanged.connect(self._on_text)
        self._hold(self.line)

    def value(self) -> Any:
        return self.line.text() if self.line.echoMode() == QLineEdit.EchoMode.Password else self.line.text().strip()

    def set_value(self, value: Any) -> None:
        self.line.setText("" if value is None else str(value))

    def raw(self) -> Any:
        return self.line.text()

    def set_raw(self, raw: Any) -> None:
        self.line.setText(str(raw or ""))

    def _on_text(self, _text: str) -> None:
        self.changed.emit()


class Digits(Line):
    """A line of digits (IIN, numbers); takes the letters that share the digit row on the Kazakh layout."""

    def __init__(self, label: Phrase, *, longest: int = 12, **more: Any) -> None:
        super().__init__(label, longest=longest + 20, **more)
        self._longest = longest
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)

    def _on_text(self, text: str) -> None:
        cleaned = digits(text)[: self._longest]
        if cleaned != text:
            at = len(digits(text[: self.line.cursorPosition()]))
            self.line.blockSignals(True)
            self.line.setText(cleaned)
            self.line.setCursorPosition(at)
            self.line.blockSignals(False)
        self.changed.emit()


class TextField(Field):
    """Several lines; Enter makes a line, Tab leaves."""

    def __init__(self, label: Phrase, *, lines: int = 4, longest: int = 4000, **more: Any) -> None:
        super().__init__(label, **more)
        self.text = QPlainTextEdit(tabChangesFocus=True)
        self._longest = longest
        self.text.setMinimumHeight(self.text.fontMetrics().lineSpacing() * lines + 16)
        self.text.setMaximumHeight(self.text.fontMetrics().lineSpacing() * max(lines, 8) + 16)
        self.text.textChanged.connect(self._on_text)
        self._hold(self.text)

    def value(self) -> Any:
        return self.text.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        self.text.setPlainText(value or "")

    def raw(self) -> Any:
        return self.text.toPlainText()

    def unreadable(self) -> Problem | None:
        length = len(self.text.toPlainText())
        values = {"length": number(length), "limit": number(self._longest)}
        return Problem(self.name, "too_long", values=values) if length > self._longest else None

    def _on_text(self) -> None:
        self.changed.emit()

    def _on_enter(self, event: QEvent) -> bool:
        return False


class _Box(QComboBox):
    """A combo box that is chosen from by typing, and left alone by the wheel while it has no focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.words: list[str] = []
        self._typed, self._at = "", 0.0

    def choose_typed(self, text: str) -> bool:
        """The first item that begins with what was typed within the last second, or the one with that number."""
        now = time.monotonic()
        self._typed = text if now - self._at > 1.0 else self._typed + text
        self._at = now
        wanted = self._typed.casefold()
        for index, word in enumerate(self.words):
            if word.casefold().startswith(wanted):
                self.setCurrentIndex(index)
                return True
        count = digits(self._typed)
        if len(count) == len(self._typed) and count and 1 <= int(count) <= len(self.words):
            self.setCurrentIndex(int(count) - 1)
            return True
        if len(self._typed) > len(text):
            self._at = 0.0
            return self.choose_typed(text)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._typed = ""
            self.setCurrentIndex(-1)
        elif event.text().strip() and event.text().isprintable() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.choose_typed(event.text())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Choice(Field):
    """One of a list of codes, shown in words; chosen by first letters or by number; Backspace empties it.

    ``word(code)`` gives the word (default: the glossary's); ``value()`` is the code or "".
    """

    def __init__(self, label: Phrase, codes: Sequence[str], *, word: Callable[[str], str] = term, **more: Any) -> None:
        super().__init__(label, **more)
        self.box = _Box()
        self.codes: tuple[str, ...] = ()
        self._word = word
        self.box.currentIndexChanged.connect(self._on_chosen)
        self._hold(self.box)
        self.set_codes(codes)

    def set_codes(self, codes: Sequence[str]) -> None:
        """Another list; the value stays if it is still in it."""
        kept = self.value()
        self.codes = tuple(codes)
        self._fill(kept)

    def value(self) -> Any:
        index = self.box.currentIndex()
        return self.codes[index] if 0 <= index < len(self.codes) else ""

    def set_value(self, value: Any) -> None:
        if value and value not in self.codes:
            self.codes = (*self.codes, value)
            self._fill(value)
        self.box.setCurrentIndex(self.codes.index(value) if value else -1)

    def set_words(self) -> None:
        if self.box is not self.editor:
            return
        super().set_words()
        self._fill(self.value())

    def _fill(self, kept: str) -> None:
        self.box.blockSignals(True)
        self.box.clear()
        self.box.words = [_sentence_case(self._word(code)) for code in self.codes]
        numbered = len(self.codes) <= 20
        self.box.addItems([f"{n}  {word}" if numbered else word for n, word in enumerate(self.box.words, 1)])
        self.box.setCurrentIndex(self.codes.index(kept) if kept in self.codes else -1)
        self.box.blockSignals(False)

    def _on_chosen(self, _index: int) -> None:
        self.changed.emit()


def _sentence_case(word: str) -> str:
    return word[:1].upper() + word[1:]


class DateField(Field):
    """A date typed as dd.mm.yyyy (dots come by themselves) or left empty; ``value()`` is ``YYYY-MM-DD`` or None."""

    def __init__(self, label: Phrase, **more: Any) -> None:
        super().__init__(label, **more)
        self.line = LayoutLine(16)
        self.line.setPlaceholderText(EMPTY_DATE)
        self.line.setMaximumWidth(self.line.fontMetrics().horizontalAdvance("00.00.0000") + 48)
        self._spaced = _Spaced(self.line, spaced_date)
        self.line.textChanged.connect(self._on_text)
        self._hold(self.line)

    def value(self) -> Any:
        return typed_date(self.line.text())

    def set_value(self, value: Any) -> None:
        self.line.setText(date_short(value or ""))

    def raw(self) -> Any:
        return self.line.text()

    def set_raw(self, raw: Any) -> None:
        self.line.setText(str(raw or ""))

    def unreadable(self) -> Problem | None:
        return Problem(self.name, "date_unreadable") if self.line.text().strip() and self.value() is None else None

    def _on_text(self, text: str) -> None:
        self._spaced.follow(text)
        self.changed.emit()


class _Spaced:
    """Sets marks while a line is typed at its end, never while it is being mended."""

    def __init__(self, line: QLineEdit, spaced: Callable[[str], str]) -> None:
        self._line, self._mark, self._length = line, spaced, 0

    def follow(self, text: str) -> None:
        if len(text) > self._length and self._line.cursorPosition() == len(text):
            shown = self._mark(text)
            if shown != text:
                self._line.blockSignals(True)
                self._line.setText(shown)
                self._line.blockSignals(False)
        self._length = len(self._line.text())


class MomentField(Field):
    """Date and time to the minute with the UTC offset shown; ``value()`` is ``YYYY-MM-DDTHH:MM+HH:MM`` or "". ``zone`` is the
    institution's (``desk.zone``)."""

    def __init__(self, label: Phrase, *, zone: str = ZONE, **more: Any) -> None:
        super().__init__(label, **more)
        self._zone = zone
        self._box = QWidget()
        self.date, self.time, self._offset = LayoutLine(16), LayoutLine(8), QLabel()
        self._offset.setObjectName("quiet")
        row = QHBoxLayout(self._box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for line, empty in ((self.date, EMPTY_DATE), (self.time, EMPTY_TIME)):
            line.setPlaceholderText(empty)
            line.setFixedWidth(line.fontMetrics().horizontalAdvance(empty) + 40)
            row.addWidget(line)
        row.addWidget(self._offset)
        row.addStretch(1)
        self._spaced_date, self._spaced_time = _Spaced(self.date, spaced_date), _Spaced(self.time, spaced_time)
        self._kept_offset = ""
        self.date.textChanged.connect(self._on_date)
        self.time.textChanged.connect(self._on_time)
        self._hold(self._box, self.date, self.time)

    def value(self) -> Any:
        return typed_moment(self.date.text(), self.time.text(), self._zone, self._kept_offset)

    def set_value(self, value: Any) -> None:
        self._kept_offset = value[16:] if value else ""
        self.date.setText(date_short(value or ""))
        self.time.setText(value[11:16] if value else "")

    def set_now(self) -> None:
        """The present minute of this workstation's clock."""
        self.set_value(present(self._zone))

    def raw(self) -> Any:
        if not self.date.text() and not self.time.text():
            return ""
        return {"date": self.date.text(), "time": self.time.text(), "offset": self._kept_offset}

    def set_raw(self, raw: Any) -> None:
        kept = raw if isinstance(raw, dict) else {}
        self._kept_offset = kept.get("offset", "")
        self.date.setText(kept.get("date", ""))
        self.time.setText(kept.get("time", ""))

    def unreadable(self) -> Problem | None:
        return Problem(self.name, "moment_unreadable") if self.raw() and not self.value() else None

    def set_words(self) -> None:
        super().set_words()
        self.time.setAccessibleName(f"{self._title.text()}: {term('hour')}, {term('minute')}")

    def _on_enter(self, event: QEvent) -> bool:
        if self.date.hasFocus() and self.date.text() and not self.time.text():
            self.time.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super()._on_enter(event)

    def _on_date(self, text: str) -> None:
        self._spaced_date.follow(text)
        if self.date.hasFocus():
            self._kept_offset = ""
            if len(self.date.text()) == 10 and self.date.cursorPosition() == 10 and typed_date(self.date.text()):
                self.time.setFocus(Qt.FocusReason.TabFocusReason)
        self._on_moment()

    def _on_time(self, text: str) -> None:
        self._spaced_time.follow(text)
        if self.time.hasFocus():
            self._kept_offset = ""
        self._on_moment()

    def _on_moment(self) -> None:
        value = self.value()
        self._offset.setText(f"UTC{value[16:]}" if value else "")
        self.changed.emit()


class NumberField(Field):
    """A whole number, or tenths with ``scale=1`` (36,6 is kept as 366); empty is None. ``unit`` stands behind it."""

    def __init__(self, label: Phrase, *, scale: int = 0, unit: Phrase = "", **more: Any) -> None:
        super().__init__(label, **more)
        self._scale, self._unit = scale, unit
        self._box = QWidget()
        self.line, self._behind = LayoutLine(10), QLabel()
        self._behind.setObjectName("quiet")
        self.line.setFixedWidth(self.line.fontMetrics().horizontalAdvance("000 000") + 40)
        row = QHBoxLayout(self._box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line)
        row.addWidget(self._behind)
        row.addStretch(1)
        self.line.textChanged.connect(self._on_text)
        self._hold(self._box, self.line)

    def value(self) -> Any:
        return _scaled(self.line.text(), self._scale)

    def set_value(self, value: Any) -> None:
        if value is None or value == "":
            self.line.setText("")
        else:
            self.line.setText(f"{value // 10},{value % 10}" if self._scale else str(value))

    def raw(self) -> Any:
        return self.line.text()

    def set_raw(self, raw: Any) -> None:
        self.line.setText(str(raw or ""))

    def unreadable(self) -> Problem | None:
        return Problem(self.name, "number_unreadable") if self.line.text().strip() and self.value() is None else None

    def set_words(self) -> None:
        super().set_words()
        self._behind.setText(spoken(self._unit))

    def _on_text(self, text: str) -> None:
        mended = digits(text) if not self._scale else "".join(sign for sign in text if sign in "0123456789.,")
        if mended != text:
            at = self.line.cursorPosition() - (len(text) - len(mended))
            self.line.blockSignals(True)
            self.line.setText(mended)
            self.line.setCursorPosition(at)
            self.line.blockSignals(False)
        self.changed.emit()


def _scaled(text: str, scale: int) -> int | None:
    whole, comma, rest = text.strip().replace(".", ",").partition(",")
    if not whole.isdigit() or (comma and not rest.isdigit()) or len(rest) > scale:
        return None
    return int(whole) * 10 + int(rest or "0") if scale else int(whole)
