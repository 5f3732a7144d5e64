"""The questions about a step through the gate; what a kind does not ask for is not shown."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.rules import movement as rules
from db.rules import release
from db.rules.screening import FITNESS
from desktop.desk import Desk
from desktop.i18n import N_, titled
from desktop.widgets.fields import Choice, DateField, Line, MomentField, TextField
from desktop.widgets.form import Form
from desktop.widgets.suggested import Suggested
from desktop.widgets.words import Button

ENDED = ("ground", *release.OWN)
ALWAYS = ("movement", "at", "reason")
CHECK = ("body_check", "body_check_reason")
OPTIONAL = ("place", *rules.PAPER, *rules.ESCORTED, "receiver", *CHECK, "back_at", *ENDED, "reason_of_change")
SIZO_LAW = N_("Law on the custody of people in special institutions, 12, 27, 33")
CHECK_LAW = N_("Penal Enforcement Code 93(1); CPT standards, §71")


def movement_form(desk: Desk, now: Callable[[], None]) -> Form:
    """Empty, for any kind; ``now`` is what F5 does."""
    form = Form(desk)
    zone = desk.zone
    form.group(N_("What and when"))
    form.add("movement", Choice(titled("move_kind"), (), required=True, help=N_(
        "Only what can follow the person's last movement is offered, the likeliest first.")))
    form.add_row(("at", MomentField(titled("move_at"), zone=zone, required=True, help=N_(
        "The minute at the gate. F5 puts in the present one. A late entry keeps its reason; on a closed day it is a correction of the journal."))),
        ("back_at", MomentField(N_("Came back at"), zone=zone, help=N_(
            "For a trip that was not recorded in time: out and back are entered together. Leave it empty while the person is still out."))))
    form.add_widget(_now_button(now))
    form.add("ground", Choice(titled("release_ground"), release.GROUNDS, required=True, source=N_(
        "Penal Enforcement Code 161; Criminal Procedure Code 133; law on custody 47, 48"), help=N_(
            "The ground as the law names it. The paper that orders the release is entered below.")))
    form.add("place", Suggested(titled("move_place"), longest=200, help=N_("Where from, or where to: court, institution, hospital, address.")))
    _ask_paper(form)
    _ask_escort(form)
    _ask_end(form)
    form.add("reason_of_change", Line(N_("Reason for the change"), required=True, help=N_(
        "Why the record is amended. The earlier values stay in the history.")))
    return form


def _ask_paper(form: Form) -> None:
    form.group(N_("Paper"))
    form.add_row(("order_kind", Choice(titled("move_order"), rules.ORDER_KINDS, source=SIZO_LAW, help=N_("The paper by which the person is moved."))),
                 ("order_number", Line(titled("record_number"), longest=60, help=N_("Number of the paper."))),
                 ("order_on", DateField(titled("move_order_on"), help=N_("Day of the paper."))))
    form.add("authority", Suggested(titled("move_authority"), longest=200, source=SIZO_LAW, help=N_("Who signed it.")))
    form.add("reason", Line(titled("move_reason"), longest=300, help=N_("What for: hearing, investigative act, treatment, family event.")))


def _ask_escort(form: Form) -> None:
    form.group(N_("Handing over"))
    form.add_row(("escort", Suggested(titled("move_escort"), longest=200, help=N_("Surname, initials and rank of the commander."))),
                 ("receiver", Line(titled("move_receiver"), longest=200, help=N_("Who took the person over."))))
    form.add("route", Line(titled("move_route"), longest=300, help=N_("The way and its stages.")))
    form.add("fitness", Choice(titled("move_fitness"), FITNESS, help=N_("As the last examination says; what was found there stays with the medics.")))
    form.add_row(("body_check", Choice(titled("body_check"), rules.BODY_CHECKS, source=CHECK_LAW, help=N_(
        "At each change of custodian a medic looks at the body. It does not hold up the movement; a missing one is shown until it is entered."))),
        ("body_check_reason", Line(N_("Why it was not made"), longest=200, required=True, help=N_("Who refused, or what was in the way."))))
    form.add("property", TextField(titled("move_property"), lines=2, longest=1000, source=SIZO_LAW, help=N_("Things and money that go with the person, by list number.")))
    form.add("files", Line(titled("move_files"), longest=300, help=N_("Personal file and sealed medical file: volumes, sheets.")))


def _ask_end(form: Form) -> None:
    form.add_row(("certificate_number", Line(titled("move_certificate"), longest=60, help=N_("Number of the certificate of release."))),
                 ("money", Line(titled("move_money"), longest=60, help=N_("Money handed out."))))
    form.add("receipt", Line(titled("move_receipt"), longest=200, help=N_("Signed receipts: property, duty to appear at probation within five days.")))
    form.add("note", TextField(titled("move_note"), lines=2, longest=1000, help=N_("Circumstances; who was told and when.")))


def _now_button(call: Callable[[], None]) -> QWidget:
    now = Button(N_("Now · F5"), key="F5")
    now.clicked.connect(call)
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(now)
    row.addStretch(1)
    return held


def show_kind(form: Form, code: str, back: bool, amends: bool) -> None:
    """Shows what this kind asks for, and says what it must have."""
    kind = rules.KINDS.get(code)
    ends = () if amends or code not in rules.ENDS else ("note",) if code in release.ENDS else ENDED
    asked = {*(kind.asks if kind is not None else ()), *ends}
    if kind is not None and kind.checked:
        asked.add("body_check")
        if form.fields["body_check"].value() in rules.BODY_CHECKS[1:]:
            asked.add("body_check_reason")
    if kind is not None and "escort" in kind.asks:
        asked.add("receiver")
    if back and kind is not None and kind.answer and not kind.closes:
        asked.add("back_at")
    if amends:
        asked.add("reason_of_change")
    needs = set(kind.needs if kind is not None else ())
    if code == "move_release" and not amends and form.fields["ground"].value() not in (*release.WITHOUT_ORDER, ""):
        needs |= set(rules.PAPER)
    for name in OPTIONAL:
        form.show_field(name, name in asked)
        if name not in ("ground", "body_check_reason", "reason_of_change"):
            form.fields[name].set_required(name in needs or (name == "note" and code == "move_escape"))
