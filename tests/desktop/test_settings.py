"""What the program remembers of a workstation."""

import os
from pathlib import Path

from desktop import settings


def test_a_setting_is_kept_in_the_file() -> None:
    settings.login.set("medic")
    settings.forget()
    assert settings.login.get() == "medic"


def test_an_unreadable_file_gives_the_defaults() -> None:
    path = Path(os.environ["TIZILIM_SETTINGS"])
    path.write_bytes(b"{broken")
    settings.forget()
    assert settings.language.get() == "kk"
    assert settings.lock_minutes_medic.get() == 5


def test_a_value_of_the_wrong_kind_or_choice_gives_the_default() -> None:
    Path(os.environ["TIZILIM_SETTINGS"]).write_text('{"language": "en", "lock_minutes": "ten"}')
    settings.forget()
    assert (settings.language.get(), settings.lock_minutes.get()) == ("kk", 10)
