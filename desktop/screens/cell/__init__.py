"""Cells: the plan of the building, each cell with its people, and the placement of a person."""

from desktop.i18n import N_, titled
from desktop.screens import Screen
from desktop.screens.cell.card import CellCard
from desktop.screens.cell.cell_editor import CellEditor
from desktop.screens.cell.chooser import PersonChooser
from desktop.screens.cell.editor import PlacementEditor
from desktop.screens.cell.person import PersonPlacement
from desktop.screens.cell.plan import CellPlan

OFFICERS = frozenset({"officer"})

SCREENS = (
    Screen("cells", N_("Cells"), CellPlan, order=35, icon="cell"),
    Screen("cell_card", titled("cell"), CellCard, icon="cell"),
    Screen("cell_editor", titled("cell"), CellEditor, icon="cell", roles=OFFICERS),
    Screen("placement", titled("placement"), PersonPlacement, icon="cell", of_person=40),
    Screen("placement_editor", titled("placement"), PlacementEditor, icon="cell", roles=OFFICERS),
    Screen("placement_choose", N_("Who is to be placed"), PersonChooser, icon="cell", roles=OFFICERS),
)
