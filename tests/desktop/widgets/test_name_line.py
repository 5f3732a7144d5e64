"""A list of people narrows by any spelling of a name."""

import pytest

from desktop.widgets.name_line import fits


@pytest.mark.parametrize("typed, found", [
    ("", True), ("касым", True), ("Қасым", True), ("kas", True), ("әли қас", True), ("ғаб", True), ("сымов", False), ("касым жоқ", False),
])
def test_each_typed_word_begins_some_word_of_the_name(typed: str, found: bool) -> None:
    assert fits(typed, "Қасымов Әлихан Ғабитұлы") is found
