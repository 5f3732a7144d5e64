"""The bar at the foot: one sentence, one action, or the progress of long work with Cancel."""

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from desktop.desk import Desk, Job, Said
from desktop.i18n import N_, _
from desktop.widgets import theme
from desktop.widgets.words import Button

SIGNS = {"info": "", "done": "✓ ", "warning": "▲ ", "error": "● "}
SECONDS = 10   # plain news leaves by itself, a warning or an error stays until the next sentence


class MessageBar(QWidget):
    """Listens at the desk's door."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._said: Said | None = None
        self.text = QLabel(wordWrap=True)
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.action = QPushButton(autoDefault=True)
        self.action.hide()
        self.bar = QProgressBar()
        self.bar.setMaximumWidth(260)
        self.bar.hide()
        self.cancel = Button(N_("Cancel"))
        self.cancel.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        for widget in (self.action, self.bar, self.cancel):
            row.addWidget(widget)
        self._timer = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._timer.timeout.connect(self.clear)
        self.action.clicked.connect(self._on_action)
        self.cancel.clicked.connect(self._on_cancel)
        desk.said.connect(self._on_said)
        desk.job_started.connect(self._on_job)
        desk.closed.connect(self.clear)

    def clear(self) -> None:
        self._said = None
        self.text.clear()
        self.action.hide()

    def _on_said(self, said: Said) -> None:
        self._said = said
        self._show(said)
        from PySide6.QtGui import (  # hundreds of constants that the first window does without
            QAccessible,
            QAccessibleEvent,
        )

        QAccessible.updateAccessibility(QAccessibleEvent(self.text, QAccessible.Event.Alert))
        self.action.setVisible(said.action is not None)
        if said.action is not None:
            self.action.setText(said.action[0])
        if said.kind in ("info", "done"):
            self._timer.start()
        else:
            self._timer.stop()

    def _show(self, said: Said) -> None:
        look = theme.colours()
        colour = {"error": look.error, "warning": look.warning, "done": look.done}.get(said.kind, look.text)
        self.text.setStyleSheet(f"color: {colour}")
        self.text.setText(SIGNS.get(said.kind, "") + said.text)
        self.text.setAccessibleName(said.text)

    def _on_action(self) -> None:
        said = self._said
        self.clear()
        if said is not None and said.action is not None:
            said.action[1]()

    def _on_job(self, job: Job) -> None:
        self._job = job
        job.progressed.connect(self._on_progress)
        job.ended.connect(self._on_ended)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(job.title)
        self.text.setStyleSheet("")
        self.text.setText(job.title)
        self.bar.show()
        self.cancel.show()

    def _on_progress(self, progress: tuple[int, int, float | None]) -> None:
        done, total, left = progress
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if self._job is not None:
            words = _("{title}: {done} of {total}").format(title=self._job.title, done=done, total=total)
            self.text.setText(words if left is None else f"{words} · " + _("about {time} left").format(time=_clock(left)))

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_ended(self) -> None:
        self._job = None
        self.bar.hide()
        self.cancel.hide()
        if self._said is None:
            self.text.clear()
        else:
            self._show(self._said)      # what was said before the work began may still be read

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange and self._job is None:
            self.clear()
        super().changeEvent(event)


def _clock(seconds: float) -> str:
    whole = int(seconds) + 1
    return f"{whole // 60}:{whole % 60:02}"
