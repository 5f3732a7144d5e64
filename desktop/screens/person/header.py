"""Who this is, at a glance: photograph, name in the document's spelling, other spellings, birth, number, status, arrival."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from db.rules.moment import age
from db.rules.moment import now as present
from db.rules.name import full
from db.rules.person import NAMES
from desktop.i18n import N_, Phrase, _, country, date, moment, ngettext, spoken, term, titled
from desktop.screens.person.facts import PICTURE, Facts
from desktop.widgets import theme
from desktop.widgets.badge import Badge
from desktop.widgets.chips import Chip, Chips
from desktop.widgets.words import Words

SAID = (*NAMES, "sex", "date_of_birth", "date_of_birth_reason", "citizenship", "iin", "iin_state", "iin_reason")


class Header(QFrame):
    """The top of the card."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.picture.setFixedSize(PICTURE, PICTURE)
        self.name, self.spellings = Words("", "name"), Words("", "quiet")
        self.birth, self.number, self.arrival = Words(), Words(), Words()
        self.status, self.chips = Badge(), Chips()
        self._picture_name: Phrase = ""
        self.status.hide()
        self._lay_out()

    def show_facts(self, facts: Facts) -> None:
        self._show_picture(facts)
        one = facts.person
        values = {name: getattr(one, name) for name in SAID}
        self.name.say(lambda: full(values) or term("unknown"))
        self.spellings.say(lambda: _spellings(values))
        self.spellings.setVisible(bool(_spellings(values)))
        self.birth.say(lambda: " · ".join(filter(None, (_birth(values), term(values["sex"]) if values["sex"] else "",
                                                       country(values["citizenship"]) if values["citizenship"] else ""))))
        self.number.say(lambda: _number(values))
        self.chips.show_chips(_chips(facts))
        episode = facts.episodes[0] if facts.episodes else None
        self.status.setVisible(True)
        if episode is None:
            self.status.show_state("soon", N_("No custody is recorded yet"))
            self.arrival.say("")
        else:
            self.status.show_state("info", lambda: term(facts.category, True))
            self.arrival.say(lambda: " · ".join(filter(None, (
                _("Arrived {time} · {ground}").format(time=moment(episode.arrived_at, offset=True), ground=term(episode.ground)),
                f"{term('cell', True)} {facts.cell}" if facts.cell else ""))))

    def _show_picture(self, facts: Facts) -> None:
        if facts.picture is not None:
            self.picture.setPixmap(QPixmap.fromImage(facts.picture))
            self._picture_name = titled("photograph")
        else:
            self.picture.setPixmap(theme.icon("person", theme.colours().quiet).pixmap(QSize(48, 48)))
            self._picture_name = N_("No photograph")
        self.picture.setAccessibleName(spoken(self._picture_name))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.picture.setAccessibleName(spoken(self._picture_name))
        super().changeEvent(event)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self.name, 1)
        first.addWidget(self.status, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(first)
        for widget in (self.spellings, self.birth, self.number, self.arrival, self.chips):
            words.addWidget(widget)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(16)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)


def _chips(facts: Facts) -> list[Chip]:
    """What everybody must know first, then who needs more care, then the other entries of the same person."""
    found = [Chip("overdue", _alert(one), one.reason) for one in facts.alerts]
    found += [Chip("info", titled(group.key)) for group in facts.groups]
    return found + [Chip("conflict", _same(one)) for one in facts.linked]


def _alert(one: Any) -> Callable[[], str]:
    return lambda: term(one.alert, True) + (" · " + _("until {date}").format(date=date(one.until_on)) if one.until_on else "")


def _same(one: Any) -> Callable[[], str]:
    return lambda: _("The same person: {name}").format(name=" · ".join(filter(None, (one.name, date(one.date_of_birth), one.iin))))


def _spellings(values: dict[str, str]) -> str:
    """The other spellings, each named by its language; one that equals the document's is not said twice."""
    found = []
    for spelling, language in (("_kk", "kazakh_language"), ("_ru", "russian_language")):
        if (text := full(values, spelling)) and text != full(values):
            found.append(f"{term(language)}: {text}")
    return " · ".join(found)


def _birth(values: dict[str, str]) -> str:
    born = values["date_of_birth"]
    if not born:
        reason = values["date_of_birth_reason"]
        return _("Date of birth unknown ({reason})").format(reason=reason)
    years = age(born, present())
    return f"{date(born)}, " + ngettext("{n} year old", "{n} years old", years).format(n=years)


def _number(values: dict[str, str]) -> str:
    state = term(values["iin_state"]) if values["iin_state"] else ""
    because = values["iin_reason"]
    return f"{term('iin_short')}: " + " · ".join(filter(None, (values["iin"], state, because)))
