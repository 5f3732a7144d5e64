"""Every field of a sealed body is in exactly one named item."""

import msgspec
import pytest

from db.proof.values import AMENDMENT, CERTIFICATION, items, keys_of, tags
from db.rules.certification import Finding

LEAF = bytes(32)
OTHER = {str: "басқа", int: 77, bool: True, int | None: 77}


def changed(before, after):
    pairs = zip(keys_of(CERTIFICATION if hasattr(before, "findings") else AMENDMENT),
                tags("1", before, LEAF), tags("1", after, LEAF), strict=True)
    return [key for key, one, two in pairs if one != two]


def altered(struct, field):
    kind = next(each.type for each in msgspec.structs.fields(struct) if each.name == field)
    return msgspec.structs.replace(struct, **{field: OTHER[kind]})


def fields(struct, without=()):
    return [each.name for each in msgspec.structs.fields(struct) if each.name not in without]


def test_each_field_of_a_certification_changes_exactly_one_tag(body):
    for field in fields(body, ("person", "findings")):
        assert len(changed(body, altered(body, field))) == 1, field
    for field in fields(body.person):
        after = msgspec.structs.replace(body, person=altered(body.person, field))
        assert len(changed(body, after)) == 1, field


def test_each_field_of_a_finding_changes_the_tag_of_that_finding(body):
    for place, key in ((0, "finding.1"), (9, "finding.10"), (10, "findings.rest"), (11, "findings.rest")):
        for field in fields(Finding):
            findings = list(body.findings)
            findings[place] = altered(findings[place], field)
            after = msgspec.structs.replace(body, findings=tuple(findings))
            assert changed(body, after) == [key], (place, field)


def test_each_field_of_an_amendment_changes_exactly_one_tag(amendment):
    for field in fields(amendment, ("person",)):
        assert len(changed(amendment, altered(amendment, field))) == 1, field
    for field in fields(amendment.person):
        after = msgspec.structs.replace(amendment, person=altered(amendment.person, field))
        assert len(changed(amendment, after)) == 1, field


def test_the_same_value_has_another_tag_in_another_entry(body):
    assert not set(tags("1", body, LEAF)) & set(tags("1", body, b"\1" * 32))


@pytest.mark.parametrize("kind", [CERTIFICATION, AMENDMENT])
def test_the_order_of_the_tags_is_the_order_of_the_items(kind, body, amendment):
    assert keys_of(kind) == tuple(items("1", body if kind == CERTIFICATION else amendment))
