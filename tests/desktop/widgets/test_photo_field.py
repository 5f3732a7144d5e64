"""Photographs from files: bytes as they are; what is empty, no picture or too large is refused in words."""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from desktop.desk import Desk
from desktop.i18n import titled
from desktop.widgets.photo_field import PhotoField


@pytest.fixture
def field(desk: Desk, qtbot: Any) -> PhotoField:
    made = PhotoField(titled("photograph"), desk)
    made.name = "photo"
    qtbot.addWidget(made)
    made.show()
    return made


def _picture(width: int, height: int, mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height)).save(out, "PNG")
    return out.getvalue()


def test_a_picture_is_kept_bit_for_bit(field: PhotoField, tmp_path: Path) -> None:
    data = _picture(300, 400)
    (tmp_path / "a.png").write_bytes(data)
    field.take_file(tmp_path / "a.png")
    field._desk.wait_idle()
    assert field.value() == data
    assert field.raw() == {"path": str(tmp_path / "a.png")}


@pytest.mark.parametrize(("data", "key"), [(b"", "photo_empty"), (b"not a picture", "photo_not_image"), (_picture(10000, 9000, "1"), "photo_too_large")])
def test_what_is_no_usable_picture_is_refused_in_words(field: PhotoField, tmp_path: Path, data: bytes, key: str) -> None:
    (tmp_path / "a.png").write_bytes(data)
    field.take_file(tmp_path / "a.png")
    field._desk.wait_idle()
    problem = field.unreadable()
    assert problem is not None and problem.key == key
    assert field.value() is None
    assert "{" not in field._wrong.text() and field._wrong.isVisible()


def test_sixty_megapixels_do_not_freeze_the_window(field: PhotoField, tmp_path: Path) -> None:
    data = _picture(10000, 6000, "L")
    (tmp_path / "big.png").write_bytes(data)
    field.take_file(tmp_path / "big.png")
    assert field.value() is None    # the window has its hands free while the picture is read
    field._desk.wait_idle()
    assert field.value() == data


def test_a_missing_file_is_said_at_the_field(field: PhotoField, tmp_path: Path) -> None:
    field.set_raw({"path": str(tmp_path / "gone.png")})
    field._desk.wait_idle()
    problem = field.unreadable()
    assert problem is not None and problem.key == "file_unreadable"
