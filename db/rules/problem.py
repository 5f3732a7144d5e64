"""One thing that is wrong with what was typed: the field, a key for the sentence, and its weight."""

import msgspec


class Problem(msgspec.Struct, frozen=True):
    """``field`` is the attribute's name ("" for the whole form); a warning may be overridden with a reason, an error not."""

    field: str
    key: str
    warning: bool = False
    values: dict[str, str] = {}
