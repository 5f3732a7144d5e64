"""The paper keys that open a register again when every password is lost: one sheet a key, kept by different people."""

from reportlab.platypus import KeepTogether, Table

from desktop.forms import blocks, fonts
from desktop.forms.blocks import gap, paragraph
from desktop.forms.sheet import WIDTH, Sheet, pdf
from desktop.forms.words import spoken
from desktop.i18n import N_

KINDS = {
    "register": ("recovery_register", N_("This key opens the register. It does not open medical content.")),
    "medical": ("recovery_medical", N_("This key opens the medical content of the register. Only a medical worker may keep it.")),
}
RULES = (
    N_("Write nothing on this sheet but the signatures. Do not photograph or copy it, and do not leave it in the computer."),
    N_("Put it in an envelope, seal the envelope and keep it in a safe, apart from the other key and from the computer."),
    N_("If the envelope is opened or lost, make a new key at once."),
)
COLUMNS = 4


def sheet(key_text: str, kind: str, institution: str, language: str) -> bytes:
    """The PDF of one paper key, its groups numbered so that any of them can be asked back. ``kind``: register or medical."""
    fonts.load()
    paper, meaning = KINDS[kind]
    tongues = spoken(language)
    forms = [words.form(paper) for words in tongues]
    story = [*blocks.letterhead([institution], []), *blocks.titles([form.title for form in forms], []), gap(4)]
    story += [paragraph(words.text(meaning), blocks.BODY) for words in tongues]
    story += [gap(6), _groups(key_text), gap(6)]
    for words in tongues:
        story += [paragraph(f"{place + 1}. {words.text(rule)}", blocks.BODY) for place, rule in enumerate(RULES)]
        story.append(gap(3))
    captions = [" / ".join(words.term(name) for words in tongues) for name in ("position", "signature", "full_name_short")]
    story.append(KeepTogether([blocks.signature(" ", " ", captions), gap(4), blocks.signature(" ", " ", captions), gap(6), paragraph(
        " / ".join(words.text(N_("Date")) for words in tongues) + ": «____» ______________ 20____", blocks.BODY)]))
    return pdf(story, Sheet(forms[0].title, "", tongues))


def _groups(key_text: str) -> Table:
    """The key's groups in rows of four, each with its number, in type that tells O from 0."""
    groups = key_text.replace("-", " ").split()
    cells = [
        [[paragraph(str(at + 1), blocks.SMALL_CENTRE), paragraph(groups[at], blocks.KEY)] if at < len(groups) else ""
         for at in range(row, row + COLUMNS)]
        for row in range(0, len(groups), COLUMNS)
    ]
    return Table(cells, colWidths=[WIDTH / COLUMNS] * COLUMNS, style=[
        ("FONT", (0, 0), (-1, -1), fonts.TEXT, 10), ("GRID", (0, 0), (-1, -1), blocks.LINE, "black"),
        ("TOPPADDING", (0, 0), (-1, -1), 3), ("BOTTOMPADDING", (0, 0), (-1, -1), 6)])
