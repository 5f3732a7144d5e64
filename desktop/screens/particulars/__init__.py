"""Personal data: other names, documents, facts, family and contacts, marks and alerts of one person, each with its form."""

from functools import partial

from db.rules.particular import KINDS
from desktop.i18n import N_, titled
from desktop.screens import Screen
from desktop.screens.particulars.editor import SmallEditor
from desktop.screens.particulars.page import Particulars
from desktop.screens.particulars.wording import RECORD

# Alerts on medical grounds are the medics' own; everything else is the officers'.
EDITORS = {kind: frozenset({"officer", "medic"}) if kind == "alert" else frozenset({"officer"}) for kind in KINDS}

SCREENS = (
    Screen("particulars", N_("Personal data"), Particulars, icon="person", of_person=10),
    *(Screen(f"{kind}_editor", titled(RECORD[kind]), partial(SmallEditor, kind=kind), icon="person", roles=roles)
      for kind, roles in EDITORS.items()),
)
