"""What a certification must answer before it can be sealed."""

import pytest

from db.rules.certification import asked, problems
from tests.factory import certification_body, finding


def _named(**changes: object) -> list[tuple[str, str]]:
    return [(one.field, one.key) for one in problems(certification_body(**changes))]


def test_a_full_certification_has_no_problems() -> None:
    assert _named() == []


@pytest.mark.parametrize(("field", "detail"), [("restraints", "restraints_detail"), ("interpreter", "interpreter_detail")])
@pytest.mark.parametrize("answer", ["yes", "unknown"])
def test_unknown_is_an_answer_only_with_its_reason(field: str, detail: str, answer: str) -> None:
    assert _named(**{field: answer}) == [(detail, "reason_required")]
    assert _named(**{field: answer, detail: "жазылмаған"}) == []


@pytest.mark.parametrize("answer", ["within_hearing", "presence_unknown"])
def test_who_could_hear_is_named(answer: str) -> None:
    assert _named(officers_present=answer) == [("persons_present", "reason_required")]


def test_the_overall_degree_comes_after_those_of_all_findings() -> None:
    ungraded = finding(2, consistency="", consistency_reason="")
    assert ("consistency", "findings_not_graded") in _named(findings=(finding(), ungraded))
    assert ("consistency", "findings_not_graded") not in _named(findings=(finding(), finding(2)))


def test_a_finding_needs_a_size_or_the_reason_for_none() -> None:
    assert _named(findings=(finding(length_mm=None),)) == [("findings.1.length_mm", "size_or_reason")]
    assert _named(findings=(finding(length_mm=None, size_reason="таңғыш астында"),)) == []


def test_no_injuries_found_is_a_full_record_and_excludes_findings() -> None:
    assert _named(findings=(), no_injuries=True) == []
    assert _named(findings=()) == [("findings", "no_finding")]
    assert _named(no_injuries=True) == [("no_injuries", "findings_contradict")]


def test_every_problem_is_about_something_that_was_asked() -> None:
    empty = certification_body(**dict.fromkeys(("place", "started_at", "account", "consent", "consistency", "consistency_reason"), ""),
                               findings=(finding(kind="", colour="", length_mm=None),), restraints="yes")
    assert {one.field for one in problems(empty)} <= set(asked(empty))
