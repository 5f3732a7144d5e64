"""The list of placements at a minute, collected from the register and shown before it is printed."""

from typing import Any

from PySide6.QtWidgets import QWidget

from db.rules.moment import now
from db.store import access, cell, placement
from desktop.desk import Desk
from desktop.i18n import N_, moment


def show(desk: Desk, at: str, owner: QWidget) -> None:
    """Opens the preview; printing and saving leave their trace."""
    from desktop.forms import placement_list as paper  # ReportLab: not before somebody prints

    info, printed_at, user = desk.info, now(desk.zone), desk.user

    def work(session: Any) -> paper.PlacementList:
        plan, inside = cell.plan(session, at), placement.everybody(session, at)
        cells = tuple(paper.CellLine(row.block, row.unit, row.number, row.purpose, row.capacity, row.area, row.closed_on, tuple(
            paper.PersonLine(one.name, one.date_of_birth, one.category, one.from_at) for one in inside.get(row.id, ()))) for row in plan.cells)
        outside = tuple(paper.PersonLine(row.name, row.date_of_birth, row.category, "")
                        for row in placement.held(session, at) if not row.cell_id)
        return paper.PlacementList(at, cells, outside, info.institution_name_kk, info.institution_name_ru, user.post, user.name, printed_at,
                                   info.demo)

    def come(listed: paper.PlacementList) -> None:
        desk.show("preview", title=N_("List of placements"), make=lambda language: paper.placement_list(listed, language),
                  name=f"{info.institution}-{at[:10]}-{at[11:13]}{at[14:16]}",
                  record=lambda session, act: access.note(session, act, detail=f"{paper.FORM} {moment(at)}"))

    desk.read(work, come, owner=owner)
