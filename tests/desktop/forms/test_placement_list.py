"""The list of placements prints every cell and everybody in it, in each language, the same bytes for the same values."""

import subprocess
from pathlib import Path

import pytest

from desktop.forms.placement_list import CellLine, PersonLine, PlacementList, placement_list

AT = "2026-11-20T14:05+05:00"
ONE = PersonLine("Қасымов Әлихан Ғабитұлы", "1985-01-31", "suspect", "2026-11-20T09:30+05:00")
OTHER = PersonLine("Іңкәр Һасенова Өмірқызы", "", "convict_not_in_force", "2026-11-19T23:59+05:00")


def listed(cells: tuple[CellLine, ...], outside: tuple[PersonLine, ...] = ()) -> PlacementList:
    return PlacementList(AT, cells, outside, "ЛА-155/8 мекемесі", "Учреждение ЛА-155/8", "есепке алу қызметкері", "Серікова А.",
                         "2026-11-20T14:10+05:00", True)


def cell(number: str, *people: PersonLine, closed_on: str = "") -> CellLine:
    return CellLine("Б", "2-пост", number, "common_cell", 4, 1235, closed_on, people)


def words(pdf: bytes, folder: Path) -> str:
    file = folder / "list.pdf"
    file.write_bytes(pdf)
    return " ".join(subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.parametrize("language", ["kk", "ru", "both"])
def test_everybody_stands_in_the_list(tmp_path: Path, language: str) -> None:
    whole = listed((cell("101", ONE, OTHER), cell("102"), cell("103", closed_on="2026-11-01")), (ONE,))
    pdf = placement_list(whole, language)
    text = words(pdf, tmp_path)
    for piece in ("Қасымов Әлихан", "Іңкәр Һасенова", "31.01.1985", "101", "102", "103", "2 / 4", "0 / 4", "Серікова А.", "14:05"):
        assert piece in text, piece
    assert pdf == placement_list(whole, language)


def test_each_language_has_its_own_words(tmp_path: Path) -> None:
    whole = listed((cell("101", ONE),))
    kazakh, russian = (words(placement_list(whole, language), tmp_path).casefold() for language in ("kk", "ru"))
    assert "күдікті" in kazakh and "подозреваемый" not in kazakh
    assert "подозреваемый" in russian and "күдікті" not in russian


def test_a_whole_building_goes_over_many_pages(tmp_path: Path) -> None:
    cells = tuple(cell(str(number), *(PersonLine(f"Адам{number}х{place}", "1985-01-31", "convict", AT) for place in range(4))) for number in range(60))
    text = words(placement_list(listed(cells), "both"), tmp_path)
    assert all(f"Адам{number}х{place}" in text for number in range(60) for place in range(4))


def test_an_institution_without_cells_still_prints(tmp_path: Path) -> None:
    assert "2026" in words(placement_list(listed(()), "ru"), tmp_path)
