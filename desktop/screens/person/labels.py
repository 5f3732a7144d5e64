"""Names of recorded fields that are no terms of the glossary, as the history of changes says them."""

from desktop.i18n import N_, Phrase, titled

LABELS: dict[str, Phrase] = {
    # the case
    "from_at": N_("Since"), "until_at": N_("Until"), "document": N_("Document"), "document_on": N_("Date of the document"), "note": N_("Note"),
    "measure": titled("measure_of_restraint"), "issued_on": N_("Date of the ruling"), "case_body": titled("body_conducting_case"),
    "investigator": N_("Official: name, position, telephone"), "ended_at": N_("Ended"), "ended_because": N_("Why it ended"),
    "court": titled("court"), "at": N_("Date and time"), "purpose": N_("Subject"), "outcome": N_("Outcome"), "act": N_("Act in short"),
    "code": titled("criminal_code"), "part": titled("part_of_article"), "points": titled("point_of_article"), "gravity": N_("Gravity"),
    "since_on": N_("Qualified so since"), "closed_on": N_("Stands no longer since"), "passed_on": N_("Passed on"), "in_force_on": N_("In force since"),
    "years": N_("Years"), "months": N_("Months"), "days": N_("Days"), "life": titled("life_imprisonment"), "begins_on": titled("start_of_term"),
    "place": N_("Type of institution"), "full_years": N_("In full security, years"), "full_months": N_("In full security, months"),
    "cumulation": N_("Limit of the term"), "traits": N_("Of the person and the case"), "end_override": titled("end_of_term"),
    "end_reason": titled("reason"), "parole_override": N_("Right to parole"), "parole_reason": titled("reason"),
    "closed_because": N_("Why it no longer stands"), "interval_kind": N_("Kind of custody"), "first_on": N_("First day"),
    "last_on": N_("Last day"), "ratio": N_("Own ratio"), "withdrawn_on": N_("Not counted since"),
    # the medic's part that everybody may see
    "fitness": N_("Fitness for transport"),
    # placement
    "cell_id": titled("cell"), "warnings": titled("cell_warnings"), "override": titled("cell_override"),
    "withdrawn": N_("Taken back"),
    # the gate
    "movement": titled("move_kind"), "order_kind": titled("move_order"), "order_number": titled("record_number"), "order_on": titled("move_order_on"),
    "escort": titled("move_escort"), "route": titled("move_route"), "body_check": titled("body_check"),
    "body_check_reason": N_("Why it was not made"), "property": titled("move_property"), "files": titled("move_files"),
    "receiver": titled("move_receiver"), "destination": titled("destination"), "certificate_number": titled("move_certificate"),
    "money": titled("move_money"), "receipt": titled("move_receipt"),
}
