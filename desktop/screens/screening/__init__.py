"""The medic's first look at a person who came in: who waits for it, and the short form of the admission screening."""

from desktop.i18n import N_, titled
from desktop.screens import MEDICS, Screen
from desktop.screens.screening.editor import ScreeningEditor
from desktop.screens.screening.list import ScreeningRoom

SCREENS = (
    Screen("screening", N_("Screening"), ScreeningRoom, order=50, icon="screening", roles=MEDICS),
    Screen("screening_editor", titled("exam_primary"), ScreeningEditor, icon="screening", roles=MEDICS),
)
