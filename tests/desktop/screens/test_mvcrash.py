import sys
from tests.desktop.screens.test_movement import *
@pytest.mark.parametrize("make", [MovementRoom, WhoWasHere, JournalDay, BackFromCourt, UnexpectedArrival])
def test_one(opened, qtbot, make):
    admitted(opened)
    page = shown(make(opened), qtbot)
@pytest.mark.parametrize("pair", [(MovementRoom, WhoWasHere), (WhoWasHere, JournalDay), (JournalDay, BackFromCourt), (BackFromCourt, UnexpectedArrival)])
def test_two(opened, qtbot, pair):
    admitted(opened)
    for make in pair:
        print("MAKE", make, file=sys.stderr, flush=True)
        page = shown(make(opened), qtbot)
