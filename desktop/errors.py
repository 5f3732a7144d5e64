"""Puts what went wrong into words, and keeps a report without personal data of what nobody foresaw."""

import datetime
import errno
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from db.errors import Invalid, TizilimError
from desktop.i18n import N_, _, ngettext

if TYPE_CHECKING:   # brings msgspec, which the first window does not need
    from db.rules.problem import Problem

SENTENCES = {
    # the register and its file
    "register_in_use": N_("This register is open in another program. Close it there, then try again."),
    "register_too_new": N_("This register was made by a newer version of the program. Install that version; nothing has been changed."),
    "register_missing": N_("There is no register in this folder. Choose another folder or make a new register."),
    "register_damaged": N_("The register's file is damaged and was not opened. Do not delete anything; restore the last backup."),
    "register_exists": N_("There is a register in this folder already. Open it, or choose an empty folder."),
    "keyring_unreadable": N_("The file with the users' keys cannot be read. Restore keyring.json from the last backup."),
    "folder_read_only": N_("Nothing can be written to this folder. Choose another one, or ask the administrator for the right to write."),
    "disk_full": N_("Not saved: the disk is full. Free some space and save again; what you have typed is still here."),
    "file_failed": N_("The file could not be written: {file}. Choose another place."),
    "file_unreadable": N_("The file could not be read: {name}."),
    "world": N_("The computer refused: disk, file or device. Nothing was changed; check it and try again."),
    # keys and roles
    "wrong_password": N_("This password is not right. Check the keyboard layout and Caps Lock."),
    "locked": N_("Too many wrong passwords: this user is locked. The administrator can give a new password with the recovery key."),
    "not_allowed": N_("Your role does not allow this."),
    "medics_only": N_("Only medics can open clinical content."),
    "no_person_key": N_("The key to this person's clinical content is not in this register."),
    "medic_needs_both_papers": N_("A medic's password can only be renewed with both recovery keys."),
    "paper_key_mistyped": N_("The recovery key was not typed as printed. Compare it group by group."),
    "paper_key_other": N_("This recovery key belongs to another register."),
    # the record
    "not_found": N_("This record is not in the register."),
    "refused": N_("The register refuses this change."),
    "sealed": N_("A sealed record cannot be changed. Add an amendment with its reason."),
    "sealed_altered": N_("The sealed content has been altered and cannot be trusted. Tell the administrator."),
    "sealed_newer": N_("This content was sealed by a newer version of the program."),
    "no_delete": N_("Nothing is ever deleted from the register."),
    "read_only": N_("This record can only be read."),
    "invalid": N_("Some answers need correction."),
    # fields
    "required": N_("Please fill in this field."),
    "reason_required": N_("Please give the reason."),
    "implausible": N_("Unusual value; expected from {low} to {high}. Check it, or give the reason to keep it."),
    "pressure_crossed": N_("The lower pressure is not below the upper one. Check both, or give the reason."),
    "vitals_or_reason": N_("Measure temperature or pulse, or say why that was not possible."),
    "end_before_start": N_("The end is before the start."),
    "no_finding": N_("Add at least one finding, or mark that no injuries were found."),
    "findings_contradict": N_("There are findings, yet \u201cno injuries found\u201d is marked. Leave only one of the two."),
    "size_or_reason": N_("Give the size in millimetres, or say why it was not measured."),
    "too_long": N_("Too long: {length} characters, {limit} at most."),
    "control_characters": N_("There are invisible characters in this text. Type it again by hand."),
    "digits_in_name": N_("A name has no digits."),
    "name_without_letters": N_("A name needs at least one letter."),
    "date_unreadable": N_("This is not a date of the calendar. Type day, month and year: 05.03.1990."),
    "moment_unreadable": N_("Type date and time: 05.03.2026 and 14:05."),
    "number_unreadable": N_("Type a number in digits."),
    "photo_empty": N_("This file is empty: there is no picture in it."),
    "photo_not_image": N_("This file is not a picture that can be read (JPEG, PNG)."),
    "photo_too_large": N_("This picture is too large: at most {megapixels} megapixels and {megabytes} MB."),
    # first start
    "institution_code_bad": N_("The code of the institution has at most 20 letters and digits, as printed on its papers."),
    "workstation_bad": N_("The workstation needs one Latin letter from A to Z except I and O, another one on each computer."),
    "login_twice": N_("Two users cannot have the same login."),
    "password_short": N_("The password is too short: at least {length} characters."),
    "password_is_name": N_("The password must not be the name or the login."),
    "passwords_differ": N_("The two passwords differ. Type both again."),
    "group_wrong": N_("This is not group {number} of the printed key. Look at the paper and type it again."),
    "recovery_not_saved": N_("Save this key as PDF and print it first."),
    "kept": N_("The register itself refuses: what is written once is never changed or deleted."),
    "disk_failed": N_("Not saved: the disk could not write. What you have typed is still here; check the disk or ask the administrator."),
    "entry_too_large": N_("This record is too long to be kept in one entry. Shorten the texts."),
    "entry_malformed": N_("An entry of the log cannot be read."),
    "code_missing": N_("The verification code of {number} is missing from the register. Run a check of the register."),
    "not_entered": N_("Nothing was changed."),
    "photo_missing": N_("The file of this photograph is missing from the register's folder."),
    "photo_altered": N_("This photograph is no longer the one that was recorded."),
    "page_damaged": N_("The file is damaged on the disk: {what}."),
    "entry_altered": N_("Entry {seq} of the log {origin} has been altered."),
    "entry_moved": N_("Entry {seq} of the log {origin} is not in its place."),
    "entry_missing": N_("Entry {seq} of the log {origin} is missing."),
    "entry_twice": N_("There are two entries {seq} in the log {origin}."),
    "entry_added": N_("The log {origin} holds more entries than its head says, from {seq} on."),
    "run_altered": N_("The 256 entries from {seq} of the log {origin} are not those that were written."),
    "root_differs": N_("The log {origin} is not the one whose head was kept."),
    "head_unsigned": N_("The head of the log {origin} is not signed by this workstation."),
    "log_without_head": N_("The log {origin} has entries but no head."),
    "signature_bad": N_("Entry {seq} of the log {origin} is not signed by its author."),
    "row_missing": N_("A record is missing from the table: {kind} {id}."),
    "row_extra": N_("A record in the table has no entry in the log: {kind} {id}."),
    "row_differs": N_("A record differs from its entries in the log: {kind} {id} ({fields})."),
    "code_unreadable": N_("This is not a code of Tizilim."),
    "code_version": N_("This code was made by a newer version of the program."),
    "code_impossible": N_("No code can be made for {number}: the number or time does not fit."),
    "keys_unreadable": N_("This is not a file of public keys."),
    "file_too_large": N_("The file is too large to be checked."),
    "file_not_paper": N_("The file is neither a PDF nor a picture that can be read."),
    "glyph_missing": N_("The paper cannot be printed: no font has the sign {sign} ({name})."),
    "translation_missing": N_("The paper cannot be printed: «{text}» has no translation ({language})."),
    "paper_too_large": N_("The paper is too large for one file."),
    "unknown_code": N_("Choose one of the answers in the list."),
    "name_required": N_("Please fill in the surname or the given name."),
    "surname_missing": N_("There is no surname. If the document gives only one name, keep it so and say why."),
    "given_name_missing": N_("There is no given name. If the document gives only one name, keep it so and say why."),
    "date_or_reason": N_("Give the date, or say why it is unknown."),
    "date_invalid": N_("There is no such day in the calendar."),
    "date_in_future": N_("This date is in the future."),
    "birth_in_future": N_("The date of birth is in the future."),
    "birth_too_early": N_("The date of birth is before the year {year}. Check the year."),
    "birth_long_ago": N_("By this date the person is {age} years old. Check the year, or give the reason to keep it."),
    "iin_required": N_("Type the number, or choose that there is none."),
    "iin_absent_but_typed": N_("A number is typed, yet its state says that there is none. Leave only one of the two."),
    "iin_not_digits": N_("The IIN has digits only."),
    "iin_length": N_("The IIN has 12 digits, here there are {length}."),
    "iin_check_digit": N_("The IIN does not pass its check: a digit is wrong. Compare it with the document; if the document says so, choose “as in the document”."),
    "iin_seventh_digit": N_("The seventh digit of the IIN names no century or sex. Compare it with the document."),
    "iin_no_such_day": N_("The first six digits of the IIN are no day of the calendar. Compare it with the document."),
    "iin_date_differs": N_("The IIN shows another date of birth. That is allowed; compare both with the document."),
    "iin_century_differs": N_("The IIN shows another century of birth. That is allowed; compare both with the document."),
    "iin_sex_differs": N_("The IIN shows the other sex. That is allowed; compare both with the document."),
    "document_none_but_typed": N_("Something is filled in here, yet “no document” is chosen. Leave only one of the two."),
    "document_of_citizen": N_("This document is issued to citizens of Kazakhstan, yet another citizenship is given. Check both, or give the reason."),
    "issued_before_birth": N_("The document was issued before the person was born. Check both dates."),
    "moment_or_reason": N_("Give the date and time, or say why they are unknown."),
    "moment_invalid": N_("There is no such date and time."),
    "detention_in_future": N_("The detention is in the future. Check date and time."),
    "delivery_in_future": N_("The delivery is in the future. Check date and time."),
    "arrival_in_future": N_("The arrival is in the future. Check date and time."),
    "before_birth": N_("This is before the person was born. Check this date and the date of birth."),
    "delivery_before_detention": N_("The delivery is before the detention. Check both times."),
    "arrival_before_delivery": N_("The arrival is before the delivery. Check both times."),
    "arrival_before_detention": N_("The arrival is before the detention. Check both times."),
    "category_not_of_ground": N_("This category does not usually go with this ground. Check both, or give the reason."),
    "findings_not_graded": N_("Not every finding has its degree and reason yet; the overall degree comes after them."),
    "exam_in_future": N_("The examination lies in the future. Check date and time."),
    "demo_size": N_("A demo register has from {low} to {high} people."),
    "printer_refused": N_("The printer did not take the pages. Check that it is switched on and has paper, then print again."),
    "set_off_ends_before_start": N_("The period to set off ends before it begins: {first} – {last}."),
    "set_off_overlaps": N_("The period {first} – {last} overlaps an earlier one; common days count once."),
    "set_off_reaches_term": N_("The period {first} – {last} reaches into the term of the sentence."),
    "set_off_ratio_bad": N_("Give the ratio as a whole number or a fraction, for example 3/2."),
    "term_below_limit": N_("The term is below the least allowed ({years} y. {months} m. {days} d., {source}). Check it, or give the reason to keep it."),
    "term_above_limit": N_("The term is above the most allowed ({years} y. {months} m. {days} d., {source}). Check it, or give the reason to keep it."),
    "life_not_allowed": N_("Life imprisonment may not be imposed on women, on offenders under 18 and on men of 63 and older. Check the sentence."),
    "offence_number_bad": N_("This is not a number of an article, part or point: {number}."),
    "separation_sex": N_("Men and women are held apart."),
    "separation_minor": N_("Minors and adults are held apart."),
    "separation_case": N_("People in the same case or in connected cases are held apart."),
    "separation_in_force": N_("Convicts with a sentence in force and suspects or accused are held apart."),
    "separation_first_timer": N_("Those held for the first time and those formerly imprisoned are held apart."),
    "separation_grave_charge": N_("Those suspected or accused of grave and especially grave crimes are held apart from all others."),
    "separation_dangerous_recidivism": N_("People with dangerous recidivism are held apart from all others."),
    "separation_former_official": N_("Present and former officials of courts, law-enforcement and special bodies, advocates and servicemen are held apart from all others."),
    "separation_under_threat": N_("A person threatened by others is held apart from them."),
    "separation_medical": N_("To be kept apart on medical grounds; ask the medic."),
    "separation_mental": N_("To be moved apart on medical grounds, with medical staff where the doctor says so."),
    "separation_foreigner": N_("Foreigners and stateless persons are held apart where conditions allow."),
    "separation_smoker": N_("Smokers are held apart from non-smokers where possible."),
    "separation_admin_arrest": N_("People under administrative arrest and suspects are held apart."),
    "separation_life": N_("People serving life are held apart from all others."),
    "separation_life_commuted": N_("People whose life sentence was commuted to a term are held apart from all others."),
    "separation_death_commuted": N_("People whose death sentence was commuted are held apart from all others."),
    "separation_death_sentence": N_("A person sentenced to death is moved apart from all others."),
    "step_term_begins": N_("The term runs from {date}: {years} y. {months} m. {days} d."),
    "step_life": N_("Life imprisonment from {date}: the term has no end."),
    "step_day_before": N_("The last day is the day before the calendar date on which the term began: {date}."),
    "step_month_without_date": N_("The last month has no such date, so its last day counts: {date}."),
    "step_set_off": N_("{kind}, {first} – {last}: {days} days, ratio {ratio}, counts for {counted} days."),
    "step_set_off_own_ratio": N_("{kind}, {first} – {last}: {days} days, ratio {ratio} set by the officer ({reason}), counts for {counted} days."),
    "step_set_off_unknown": N_("No ratio is known for “{kind}” before “{place}” on {on}. Enter the ratio of the sentence with its reason."),
    "step_set_off_rounded": N_("Together {days} days; a half day counts as a whole one: {whole}."),
    "step_less_set_off": N_("Less {days} days set off: the last day is {date}."),
    "step_served_by_set_off": N_("The set-off covers the whole term: release on {date}."),
    "step_calendar_ends": N_("The holidays of the year of {date} are not in the calendar yet: only Saturdays and Sundays were considered."),
    "step_day_off": N_("{date} is a day off: release on the preceding working day, {release}."),
    "step_release_first_half": N_("Release in the first half of the day, {date}."),
    "step_release_same_day": N_("The papers came in office hours: release on the same day, {date}."),
    "step_release_next_morning": N_("The papers came after office hours: release next morning, {date}."),
    "step_cumulated": N_("With the unserved part: {years} y. {months} m. {days} d."),
    "step_limit": N_("The law's limit: {years} y. {months} m. {days} d."),
    "step_overridden": N_("Set by the officer: {date} in place of {computed}. Reason: {reason}"),
    "step_gravest": N_("Of several crimes the gravest decides: {gravity}."),
    "step_part": N_("To be served: {share}, {of}, that is {years} y. {months} m. {days} d. ({case}; {group})."),
    "step_set_off_served": N_("Days set off count as served: {days}."),
    "step_part_served": N_("This part is served on {date}."),
    "step_least_served": N_("Not before {months} months actually served: {date}."),
    "step_right_arises": N_("The right to petition arises on {date}."),
    "step_eased_from_age": N_("From the age of {age}, that is from {date}, a smaller part is enough."),
    "step_excluded": N_("Not applied: {case}."),
    "step_no_rule": N_("No rule is known for {on}: {gravity} ({group}). Enter the date by hand with its reason."),
    "step_condition_must": N_("With the damage compensated in full and no malicious breach the court must release."),
    "step_condition_may": N_("Otherwise the court may release when the sentence need not be served in full."),
    "step_condition_milder": N_("Condition: the damage compensated in full, or no malicious breach."),
    "step_condition_behaviour": N_("Condition: the second or third positive degree of behaviour."),
    "category_same": N_("This is the category already. Choose another one, or give the reason."),
    "measure_gap": N_("The extension begins after the earlier term has ended. Check both times, or give the reason."),
    "outcome_before_hearing": N_("The hearing is still ahead; its outcome cannot be known yet."),
    "citation_not_understood": N_("This is not understood as an article. Type article, part, point: 99 ч. 2 п. 15), or 99/2/15."),
    "one_offence": N_("{n} acts are typed here. Record each of them by itself: each has its own gravity and date."),
    "requalified_before": N_("This act has been requalified already. Requalify the newest qualification."),
    "requalified_too_early": N_("This is before the earlier qualification ({date}). Check the date."),
    "in_force_before_passed": N_("The sentence cannot come into force before it is passed. Check both dates."),
    "term_impossible": N_("This is longer than any term can be. Check the number."),
    "step_gravity_unknown": N_("The gravity of an act is not given, or no act is recorded; without it this date is not computed."),
    "step_full_part_unknown": N_("The part of the term set for full security is not given; without it this date is not computed."),
    "cell_exists": N_("There is a cell with the number {number} in this block already."),
    "cell_places_bad": N_("The number of places is between 1 and {limit}."),
    "cell_area_bad": N_("The floor of a room is between 1 and 10 000 m²."),
    "cell_closed_in_future": N_("A cell is closed today or on a day that has passed."),
    "cell_still_held": N_("Somebody is in this cell, or was after that day. Move everybody first."),
    "cell_is_closed": N_("This cell is closed since {date} and takes nobody."),
    "placement_in_future": N_("This minute has not come yet."),
    "placement_not_held": N_("The person was not held here at this minute: before the arrival, or after leaving for good."),
    "placement_same_minute": N_("There is a placement of this person in this very minute. Correct that one or give another minute."),
    "placement_back_dated": N_("This was more than an hour ago. Say by which list or order, and why it is entered only now."),
    "placement_already_there": N_("The person was already in this cell at that minute."),
    "placement_already_out": N_("The person was in no cell at that minute anyway."),
    "separation_unseen": N_("A warning came up that was not shown yet. Read it above, then give the reason or choose another cell."),
    "separation_reason_required": N_("Say why the person is placed there nevertheless, or choose another cell."),
    "cell_over_capacity": N_("There would be {people} people on {places} places."),
    "cell_under_norm": N_("These people need {need} m² of floor; the cell has {have} m²."),
    "alias_empty": N_("Type at least one part of the name."),
    "source_required": N_("Say which paper this is known from: rights or separation follow from it."),
    "contact_unreachable": N_("Give a phone, an address or a note: otherwise nobody can be reached."),
    "medical_alert_reason": N_("An alert on medical grounds names no reason."),
    "card_file_unreadable": N_("The file could not be read: {name}."),
    "card_file_too_large": N_("The file is larger than {megabytes} MB. Divide it."),
    "card_file_encoding": N_("The letters of the file are not written in {encoding}. Choose another encoding."),
    "card_file_no_table": N_("This file is neither a CSV table nor an XLSX workbook."),
    "card_file_sheet": N_("There is no sheet {sheet} in the workbook."),
    "card_file_bomb": N_("This workbook unpacks to more than {megabytes} MB and was not opened."),
    "card_file_too_long": N_("The file has more than {rows} lines. Divide it."),
    "card_file_empty": N_("There are no headings in the file."),
    "card_file_line": N_("Line {line} of the file cannot be read: a cell is too long, or there are too many columns."),
    "card_line_torn": N_("An open quotation mark has swallowed the lines below. Mend the file."),
    "card_cells_too_many": N_("The line has more cells than there are headings."),
    "card_field_unknown": N_("There is no field {field}."),
    "card_column_missing": N_("There is no column «{column}» in the file."),
    "card_column_twice": N_("There are several columns «{column}». Rename them in the file."),
    "card_no_name": N_("Say which column holds the name."),
    "card_mapping_other": N_("This mapping was made by another version of the program."),
    "card_cell_error": N_("The cell holds an error of the spreadsheet."),
    "card_word_unknown": N_("This word is not known here."),
    "card_iin_digits_lost": N_("A spreadsheet has rounded digits of this IIN away. Take it from the paper."),
    "card_date_serial": N_("The date is a plain number. Say what it counts from."),
    "card_date_unreadable": N_("This is no day of the calendar in the order that was chosen."),
    "card_iin_of_several": N_("Lines {rows} bear this IIN for different people. Find out whose it is."),
    "card_iin_of_another": N_("In the register this IIN belongs to somebody of another name."),
    "card_register_changed": N_("The register has changed since the dry run. Run it again."),
    "card_import_stopped": N_("Stopped: nothing of the file was taken in."),
    "movement_in_future": N_("This minute has not come yet. Enter the time that the clock at the gate showed."),
    "movement_back_dated": N_("This is an earlier day ({day}). Say why the movement is entered only now."),
    "movement_day_closed": N_("The journal of {day} is closed. With a reason the movement becomes a correction beside it."),
    "movement_before_later": N_("Another movement of this person stands at {at}, and this one does not fit before it. Check the time; of a forgotten trip enter the return as well."),
    "movement_already_in": N_("The person is inside already, since {at}. Record the departure first."),
    "movement_already_out": N_("The person is out already, since {at}. Record the return first."),
    "movement_never_came": N_("This person has never come in here. Record the custody first: Ctrl+N on the card."),
    "movement_needs_custody": N_("This person is not held here. A new arrival begins with the custody: Ctrl+N on the card."),
    "movement_after_death": N_("This person's death is recorded ({at}). If that is a mistake, take that movement back first."),
    "movement_no_escape": N_("No escape is recorded. Choose another kind of return."),
    "movement_after_escape": N_("The person has escaped: choose “back after an escape”."),
    "movement_other_return": N_("The person left for another place. Check the kind, or say why the return is another one."),
    "movement_other_direction": N_("An arrival cannot become a departure. Take this movement back and record the other one."),
    "movement_no_return": N_("From this there is no return in the same trip. Leave the field empty."),
    "movement_back_before_out": N_("The return is before the departure. Check both times."),
    "movement_of_custody": N_("With this arrival a custody begins. Amend the time of arrival in the custody; the movement follows."),
    "movement_not_last": N_("Only the person's last movement can be taken back. Take back the later ones first."),
    "departs_unfit": N_("The last examination says: not fit for transport. Say on whose decision the person is moved all the same."),
    "body_check_reason_missing": N_("Say why the body check was not made."),
    "unexpected_known": N_("Somebody alike is in the register: {name}, {born}. If it is the same person, press Esc and F2 and open that card; if not, say why."),
    "journal_closed_already": N_("The journal of {day} is closed already."),
    "journal_earlier_open": N_("An earlier day is open: close {day} first."),
    "journal_before_register": N_("The journal begins with {day}; earlier days are not closed here."),
    "journal_day_not_over": N_("{day} is not over yet. It can be closed from midnight on."),
    "journal_unbalanced": N_("The day does not balance: {yesterday} + {came} − {left} = {sum}, but {today} were inside at its end. Find the movement that is missing or entered twice."),
    "journal_unexplained": N_("By the closed journal {expected} were inside the evening before, now the movements say {yesterday}. A closed day was changed without a correction; find it before closing this one."),
    # the program
    "unknown_language": N_("The program does not speak this language: {language}. It speaks Kazakh (kk) and Russian (ru)."),
    "font_missing": N_("The font {name} is missing from the program's folder. Install the program again."),
}


def sentence(wrong: "Problem | TizilimError") -> str:
    """One sentence in the current language: what is wrong and what to do. A key without a sentence is named as it is."""
    values = {key: str(value) for key, value in wrong.values.items()}
    if wrong.key == "throttled":
        seconds = int(values.get("seconds", "1"))
        return ngettext("Too many wrong passwords. Try again in {n} second.", "Too many wrong passwords. Try again in {n} seconds.",
                        seconds).format(n=seconds)
    message = SENTENCES.get(wrong.key)
    if message is None:
        return _("The program refuses this ({key}).").format(key=wrong.key)
    try:
        return _(message).format(**values)
    except (KeyError, IndexError):
        return _(message)


def told(error: BaseException, folder: Path | None) -> str:
    """What to say to the user of any failure; one that nobody foresaw is reported to a file first."""
    if isinstance(error, Invalid):
        return " ".join(dict.fromkeys(sentence(problem) for problem in error.problems))
    if isinstance(error, TizilimError):
        return sentence(error)
    if isinstance(error, OSError):
        known = {errno.ENOSPC: "disk_full", errno.EROFS: "folder_read_only", errno.EACCES: "folder_read_only"}
        return sentence(TizilimError(known.get(error.errno or 0, "world")))
    name = report(error, folder)
    kept = _("A report without personal data was kept: {file}.").format(file=name) if name else ""
    return " ".join(filter(None, (_("Something unforeseen went wrong. What you have typed is still here."), kept)))


def report(error: BaseException, folder: Path | None) -> str:
    """Writes type and places of the failure to ``<folder>/reports/error-<time>.txt``, never its text, arguments or variables.
    Gives back the file's name, "" when it could not be written."""
    import traceback  # 5 ms that a morning without failures need not spend

    lines = [f"{datetime.datetime.now().astimezone().isoformat(timespec='seconds')} Python {sys.version.split()[0]}"]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        lines += [f"  {Path(frame.filename).parent.name}/{Path(frame.filename).name}:{frame.lineno} {frame.name}"
                  for frame in traceback.extract_tb(seen.__traceback__)]
        seen = seen.__cause__ or seen.__context__
    if folder is None:
        print("\n".join(lines), file=sys.stderr)
        return ""
    path = folder / "reports" / f"error-{datetime.datetime.now():%Y%m%d-%H%M%S-%f}.txt"
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError:
        return ""
    return path.name


def catch(fail: Callable[[BaseException], None]) -> None:
    """From now on an exception that reaches the top (Qt sends those of slots there) is told to the user and the work goes on."""
    def caught(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if not isinstance(error, KeyboardInterrupt):
            fail(error)

    sys.excepthook = caught
