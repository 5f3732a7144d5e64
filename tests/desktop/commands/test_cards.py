"""The verb import-cards: a dry run changes nothing, the import is one piece, and both account for every line."""

import json
from pathlib import Path

import pytest

from tests import dirty_cards
from tests.desktop.commands.conftest import Tizilim


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    path = tmp_path / "mapping.json"
    path.write_text(json.dumps(dirty_cards.MAPPING), encoding="utf-8")
    return path


def _people(tizilim: Tizilim, folder: Path) -> int:
    return int(tizilim("check", folder, "--json").data["records"]["person"])


def test_a_dry_run_accounts_for_every_line_and_changes_nothing(tizilim: Tizilim, demo: Path, tmp_path: Path, mapping: Path) -> None:
    cards = dirty_cards.cards(150)
    path = dirty_cards.write_csv(tmp_path / "cards.csv", cards, "kz1048", ",")
    said = tizilim("import-cards", demo, path, "--mapping", mapping, "--dry-run", "--json")
    assert said.status == 0
    assert said.data["dry_run"] is True
    assert sum(said.data[key] for key in ("create", "update", "unchanged", "duplicate", "refusal", "empty")) == said.data["lines"] == 150
    assert (said.data["encoding"], said.data["separator"], len(said.data["sha256"])) == ("kz1048", ",", 64)
    assert {row["row"]: row["outcome"] for row in said.data["rows"]} == {
        number: card.outcome for number, card in enumerate(cards, 2) if card.outcome != "empty"}
    assert _people(tizilim, demo) == 120


def test_an_import_registers_and_a_second_one_finds_everybody_known(tizilim: Tizilim, demo: Path, tmp_path: Path, mapping: Path) -> None:
    path = dirty_cards.write_csv(tmp_path / "cards.csv", dirty_cards.cards(100))
    first = tizilim("import-cards", demo, path, "--mapping", mapping, "--json")
    assert first.status == 0 and first.data["create"] > 50
    assert _people(tizilim, demo) == 120 + first.data["create"]
    second = tizilim("import-cards", demo, path, "--mapping", mapping, "--dry-run", "--json")
    assert second.data["create"] == 0
    assert tizilim("check", demo).status == 0


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_refused_lines_are_said_in_words(tizilim: Tizilim, demo: Path, tmp_path: Path, mapping: Path, language: str) -> None:
    path = dirty_cards.write_csv(tmp_path / "cards.csv", dirty_cards.cards(100))
    said = tizilim("import-cards", demo, path, "--mapping", mapping, "--dry-run", "--language", language)
    assert "№ " in said.out and "card_" not in said.out


@pytest.mark.parametrize("content", ["{}", "no json", '{"columns": {"surname": "no such column"}}'])
def test_a_wrong_mapping_is_wrong_use(tizilim: Tizilim, demo: Path, tmp_path: Path, content: str) -> None:
    mapping = tmp_path / "m.json"
    mapping.write_text(content, encoding="utf-8")
    path = dirty_cards.write_csv(tmp_path / "cards.csv", dirty_cards.cards(5))
    assert tizilim("import-cards", demo, path, "--mapping", mapping).status == 2


def test_a_file_that_is_no_table_is_refused(tizilim: Tizilim, demo: Path, tmp_path: Path, mapping: Path) -> None:
    path = tmp_path / "cards.csv"
    path.write_bytes(b"\0\1\2")
    said = tizilim("import-cards", demo, path, "--mapping", mapping)
    assert said.status == 1 and said.err.strip()
    assert tizilim("import-cards", demo, tmp_path / "nothing.csv", "--mapping", mapping).status in (1, 3)


def test_medics_may_not_import(tizilim: Tizilim, demo: Path, tmp_path: Path, mapping: Path) -> None:
    path = dirty_cards.write_csv(tmp_path / "cards.csv", dirty_cards.cards(5))
    assert tizilim("import-cards", demo, path, "--mapping", mapping, "--user", "medic").status == 1
