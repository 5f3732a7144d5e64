"""Certifications of injuries: the list that everybody sees, and the pages on which a medic writes and seals one."""

from desktop.i18n import N_, titled
from desktop.screens import MEDICS, Screen
from desktop.screens.certification.amend import AmendmentEditor
from desktop.screens.certification.card import CertificationCard
from desktop.screens.certification.editor import CertificationEditor
from desktop.screens.certification.list import CertificationRoom

SCREENS = (
    Screen("certification", N_("Certification"), CertificationRoom, order=60, icon="certification"),
    Screen("certification_editor", titled("paper_certification"), CertificationEditor, icon="certification", roles=MEDICS),
    Screen("certification_card", titled("paper_certification"), CertificationCard, icon="certification"),
    Screen("amendment_editor", titled("amendment"), AmendmentEditor, icon="seal", roles=MEDICS),
)
