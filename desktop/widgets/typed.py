"""Reads what people type: digits from either layout, dates and times with or without their dots."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from db.rules.moment import ZONE, moment, typed_date, typed_time
from db.rules.name import digits_from_kazakh_layout

_MARKS = ".,:;"


def digits(text: str) -> str:
    """Only the digits, with the letters of the Kazakh digit row read as digits."""
    return "".join(sign for sign in digits_from_kazakh_layout(text) if sign.isascii() and sign.isdigit())


class LayoutLine(QLineEdit):
    """A line for numbers with marks between them. The Kazakh digit row gives , and . for 6 and 7: they are read as digits once a
    letter of that row was typed here (or when they come first, where no mark can stand), else as marks."""

    def __init__(self, longest: int) -> None:
        super().__init__()
        self.setMaxLength(longest)
        self._kazakh = False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        sign = event.text()
        meant = self._meant(sign) if len(sign) == 1 and sign.isprintable() else sign
        if meant != sign:
            event = QKeyEvent(event.type(), Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, meant)
        super().keyPressEvent(event)

    def _meant(self, sign: str) -> str:
        digit = digits_from_kazakh_layout(sign)
        if not self.text():
            self._kazakh = digit != sign
        elif sign.isdigit() or (digit != sign and sign not in _MARKS):
            self._kazakh = not sign.isdigit()
        return digit if self._kazakh else sign


def spaced_date(text: str) -> str:
    """The text with dots behind day and month, where they are plain; anything else stays as it was typed."""
    plain = re.sub(r"\.{2,}", ".", re.sub(r"[,/\- ]", ".", text))
    if re.fullmatch(r"\d{2}|\d{1,2}\.\d{2}", plain):
        return plain + "."
    if re.fullmatch(r"\d{8}", plain):
        return f"{plain[:2]}.{plain[2:4]}.{plain[4:]}"
    if re.fullmatch(r"\d{3}", plain):
        return f"{plain[:2]}.{plain[2:]}"
    return plain


def spaced_time(text: str) -> str:
    """The text with a colon behind the hour."""
    plain = re.sub(r":{2,}", ":", re.sub(r"[.,\- ]", ":", text))
    if re.fullmatch(r"\d{2}", plain):
        return plain + ":"
    if re.fullmatch(r"\d{3,4}", plain):
        return f"{plain[:2]}:{plain[2:]}"
    return plain


def typed_moment(date: str, time: str, zone: str = ZONE, offset: str = "") -> str:
    """Date and time as ``YYYY-MM-DDTHH:MM+HH:MM``, "" when one of them cannot be read; with the offset of that zone on that day
    unless another one is given."""
    day, clock = typed_date(date), typed_time(time)
    if day is None or clock is None:
        return ""
    return f"{day}T{clock}{offset}" if offset else moment(day, clock, zone)
