"""Movement: today's gate, every step in and out, where anybody was at any minute, and the journal of each day."""

from desktop.i18n import N_, titled
from desktop.screens import Screen
from desktop.screens.movement.chooser import MovementChooser
from desktop.screens.movement.day import JournalDay
from desktop.screens.movement.editor import MovementEditor
from desktop.screens.movement.here import WhoWasHere
from desktop.screens.movement.person import PersonMovements
from desktop.screens.movement.returning import BackFromCourt
from desktop.screens.movement.room import MovementRoom
from desktop.screens.movement.unexpected import UnexpectedArrival

OFFICERS = frozenset({"officer"})

SCREENS = (
    Screen("movement", N_("Movement"), MovementRoom, order=30, icon="movement"),
    Screen("movements", N_("Movements"), PersonMovements, icon="movement", of_person=30),
    Screen("movement_choose", N_("Who comes or goes"), MovementChooser, icon="movement", roles=OFFICERS),
    Screen("movement_editor", titled("move_record"), MovementEditor, icon="movement", roles=OFFICERS),
    Screen("movement_back", N_("Back from court"), BackFromCourt, icon="movement", roles=OFFICERS),
    Screen("movement_unexpected_editor", N_("Unexpected arrival"), UnexpectedArrival, icon="movement", roles=OFFICERS),
    Screen("movement_here", N_("Who was here"), WhoWasHere, icon="movement"),
    Screen("journal_day", titled("paper_movement_journal"), JournalDay, icon="reports"),
)
