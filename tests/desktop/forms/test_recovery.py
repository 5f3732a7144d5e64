"""The sheet of a paper key holds the whole key, each group with its number."""

import subprocess

import pytest

from desktop.forms.recovery import sheet

KEY = "ABCDE FGHJK 23456 MNPQR STVWX YZ234 56789 ABCDE FGHJK 23456 MNPQR"


@pytest.mark.parametrize("kind", ["register", "medical"])
@pytest.mark.parametrize("language", ["kk", "ru", "both"])
def test_every_group_of_the_key_can_be_read_from_the_sheet(tmp_path, kind, language):
    file = tmp_path / "key.pdf"
    file.write_bytes(sheet(KEY, kind, "ЛА-155/8", language))
    words = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout.split()
    groups = [word for word in words if word in KEY.split()]
    assert sorted(groups) == sorted(KEY.split())
    assert "11" in words
    assert file.read_bytes() == sheet(KEY, kind, "ЛА-155/8", language)
