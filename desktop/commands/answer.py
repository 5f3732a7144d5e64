"""What a verb answers, and how it is given: words for people, JSON for programs, a sentence and an exit status for both."""

import sys
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

DONE: Final = 0
NO: Final = 1
WRONG_USE: Final = 2
FAILED: Final = 3


class Answer(NamedTuple):
    """``data``: a list of objects or one object; ``text``: the same for people; ``no``: why the answer is no, one sentence."""

    data: Any
    text: str = ""
    no: str = ""


def give(answer: Answer, as_json: bool) -> int:
    """Prints the answer; the exit status."""
    if as_json:
        import json  # 5 ms that an answer in words need not spend

        print(json.dumps(answer.data, ensure_ascii=False, indent=1))
    elif answer.text:
        print(answer.text)
    sys.stdout.flush()
    if answer.no:
        print(answer.no, file=sys.stderr)
    return NO if answer.no else DONE


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as their longest word, two spaces between them."""
    widths = [max(len(row[place]) for row in (heads, *rows)) for place in range(len(heads))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in (heads, *rows))
    return "\n".join(lines)
