"""The five degrees of consistency as the Istanbul Protocol defines them, said wherever one is chosen."""

from typing import Any

from PySide6.QtWidgets import QLabel

from db.rules.certification import CONSISTENCY
from desktop.i18n import N_, Phrase, _
from desktop.widgets.fields import Choice

PROTOCOL = "Стамбул хаттамасы · Стамбульский протокол (2022)"
SOURCE = f"{PROTOCOL}, §§379, 418–421"
DEFINITIONS = {
    "cons_not_consistent": N_("It could not have been caused by what the person describes."),
    "cons_consistent": N_("It could have been caused so, but it is non-specific and there are many other possible causes."),
    "cons_highly_consistent": N_("It could have been caused so, and there are few other possible causes."),
    "cons_typical": N_("It is usually observed with such treatment, but there are other possible causes."),
    "cons_diagnostic": N_("It could not have been caused in any way other than the one described."),
    "cons_not_assessed": N_("No assessment: for instance the person could not see what caused it. Say why."),
}
HELP = N_("How far this fits what the person says about its cause. Choose the degree first and read its definition below. Absence of "
          "marks is no proof that nothing happened.")


class Degree(Choice):
    """A choice of the degree with the definition of the chosen one under it."""

    def __init__(self, label: Phrase, **more: Any) -> None:
        self._definition = QLabel(wordWrap=True)
        self._definition.setObjectName("quiet")
        super().__init__(label, CONSISTENCY, help=HELP, source=SOURCE, **more)
        self._rows.insertWidget(2, self._definition)
        self.changed.connect(self._define)
        self._define()

    def set_value(self, value: Any) -> None:
        super().set_value(value)
        self._define()

    def set_words(self) -> None:
        super().set_words()
        self._define()

    def _define(self) -> None:
        chosen = DEFINITIONS.get(self.value(), "")
        self._definition.setText(_(chosen))
        self._definition.setVisible(bool(chosen))
