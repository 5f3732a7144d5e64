"""Case and sentence: status, measures, acts, court and sentence of one person, with every date that follows from them."""

from desktop.i18n import N_, titled
from desktop.screens import Screen
from desktop.screens.case.changes import CategoryEditor, HearingEditor, MeasureEditor
from desktop.screens.case.offence import OffenceEditor
from desktop.screens.case.page import CasePage
from desktop.screens.case.sentence import SentenceEditor, SetOffEditor

_OFFICER = frozenset({"officer"})

SCREENS = (
    Screen("case", N_("Case and sentence"), CasePage, icon="custody", of_person=20),
    Screen("category_editor", titled("category"), CategoryEditor, icon="custody", roles=_OFFICER),
    Screen("measure_editor", titled("measure_of_restraint"), MeasureEditor, icon="custody", roles=_OFFICER),
    Screen("hearing_editor", titled("hearing"), HearingEditor, icon="custody", roles=_OFFICER),
    Screen("offence_editor", titled("offence"), OffenceEditor, icon="custody", roles=_OFFICER),
    Screen("sentence_editor", titled("sentence_verdict"), SentenceEditor, icon="custody", roles=_OFFICER),
    Screen("set_off_editor", titled("set_off"), SetOffEditor, icon="custody", roles=_OFFICER),
)
