"""Two people side by side, field by field: what differs has a sign, not only a colour."""

from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from db.rules.name import SPELLINGS, full
from db.store import alias, custody, person, photo
from desktop.i18n import N_, Phrase, country, date, moment, spoken, term, titled
from desktop.widgets import theme
from desktop.widgets.words import Words

PICTURE = 96


class Side(NamedTuple):
    """What is shown of one of the two."""

    id: str
    values: dict[str, str]
    aliases: str
    custody: str
    picture: QImage | None


def load(session: Any, person_id: str) -> Side:
    """On the records thread; the picture is made small there."""
    one = person.load(session, person_id)
    fields = ("sex", "date_of_birth", "date_of_birth_reason", "iin", "iin_state", "citizenship", "document_kind", "document_number",
              "document_issued_on", "recorded_at")
    values = {field: getattr(one, field) for field in fields}
    for spelling in SPELLINGS:
        values["name" + spelling] = full({part + spelling: getattr(one, part + spelling) for part in ("surname", "given_name", "patronymic")}, spelling)
    others = ", ".join(" ".join(filter(None, (known.surname, known.given_name, known.patronymic))) for known in alias.rows(session, person_id))
    newest = custody.latest(session, person_id)
    return Side(one.id, values, others, newest.arrived_at if newest is not None else "", _picture(photo.thumbnail(session, one.photo)))


ROWS: tuple[tuple[str, Phrase], ...] = (
    ("name", titled("name_as_in_document")), ("name_kk", titled("kazakh_language")), ("name_ru", titled("russian_language")),
    ("aliases", N_("Other names")), ("date_of_birth", titled("date_of_birth")), ("sex", titled("sex")), ("iin", titled("iin_short")),
    ("citizenship", titled("citizenship")), ("document", titled("identity_document")), ("document_issued_on", titled("doc_issued_on")),
    ("custody", titled("arrived_short")), ("recorded_at", N_("Registered")),
)


class Comparison(QScrollArea):
    """Photographs on top, below them a line for each field."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sides: tuple[Side, Side] | None = None
        self.differing: list[str] = []

    def show_sides(self, one: Side | None, other: Side | None = None) -> None:
        self._sides = (one, other) if one is not None and other is not None else None
        self.set_words()

    def set_words(self) -> None:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 8, 0)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for place, stretch in enumerate((2, 0, 4, 4)):
            grid.setColumnStretch(place, stretch)
        column.addLayout(grid)
        column.addStretch(1)
        self.differing = []
        if self._sides is not None:
            self._fill(grid, *self._sides)
        self.setWidget(held)

    def _fill(self, grid: QGridLayout, one: Side, other: Side) -> None:
        if one.picture is not None or other.picture is not None:
            for place, side in enumerate((one, other), 2):
                grid.addWidget(_portrait(side), 0, place)
        for number, (field, title) in enumerate(ROWS, 1):
            left, right = _shown(one, field), _shown(other, field)
            if not left and not right:
                continue
            differs = left != right and field != "recorded_at"
            if differs:
                self.differing.append(field)
            sign = QLabel("≠" if differs else "=" if field != "recorded_at" else "")
            sign.setStyleSheet(f"color: {theme.colours().error if differs else theme.colours().quiet};")
            sign.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Words(title, "quiet"), number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(sign, number, 1)
            for place, text in ((2, left), (3, right)):
                label = QLabel(text or "—", wordWrap=True, textFormat=Qt.TextFormat.PlainText)
                label.setAccessibleName(f"{spoken(title)}: {text}")
                if differs:
                    label.setStyleSheet("font-weight: 600;")
                grid.addWidget(label, number, place, Qt.AlignmentFlag.AlignTop)


def _shown(side: Side, field: str) -> str:
    values = side.values
    if field == "aliases":
        return side.aliases
    if field == "custody":
        return moment(side.custody)
    if field == "recorded_at":
        return moment(values[field][:16] + values[field][19:]) if values[field] else ""
    if field == "citizenship":
        return country(values[field]) if values[field] else ""
    if field == "document":
        return " ".join(filter(None, (term(values["document_kind"]) if values["document_kind"] else "", values["document_number"])))
    if field in ("date_of_birth", "document_issued_on"):
        return date(values[field]) or (values["date_of_birth_reason"] if field == "date_of_birth" else "")
    return term(values[field]) if field == "sex" and values[field] else values[field]


def _portrait(side: Side) -> QLabel:
    label = QLabel()
    label.setFixedHeight(PICTURE)
    if side.picture is not None:
        label.setPixmap(QPixmap.fromImage(side.picture))
        label.setAccessibleName(term("photograph", True))
    else:
        label.setPixmap(theme.icon("person", theme.colours().quiet).pixmap(40, 40))
    return label


def _picture(thumbnail: bytes | None) -> QImage | None:
    # Named, because Qt's guess depends on which plug-ins it has met before: a JPEG has been taken for a Targa.
    image = QImage.fromData(thumbnail, "JPEG") if thumbnail else QImage()  # type: ignore[arg-type]
    return None if image.isNull() else image.scaledToHeight(PICTURE, Qt.TransformationMode.SmoothTransformation)
