"""Brings the pages of a PDF to a printer: drawn in memory at its own sharpness, so that no clear copy is left on the disk by us."""

from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from db.errors import WorldError
from desktop.forms import pages
from desktop.forms.pages import Picture

SHARPEST = 600      # dpi; what a printer adds beyond it nobody sees


def has_printer() -> bool:
    """Whether this computer knows a printer at all."""
    return bool(QPrinterInfo.availablePrinterNames())


def new_printer(name: str) -> QPrinter:
    """The default printer set for A4, one side; ``name`` is what the printer's list shows, so it holds no person's name."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF()))
    printer.setFullPage(True)
    printer.setDocName(name)
    printer.setCreator("Tizilim")
    return printer


def dialog(printer: QPrinter, count: int, parent: QWidget) -> QPrintDialog:
    """The system's own dialog: which printer, which pages, how many copies."""
    made = QPrintDialog(printer, parent)
    made.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, True)
    made.setMinMax(1, count)
    return made


def put(printer: QPrinter, pdf: bytes, report: Callable[[int, int], None]) -> int:
    """Prints the chosen pages, on any thread; gives how many. ``report`` may raise to stop: then nothing more is printed."""
    wanted = _chosen(printer, len(pages.sizes(pdf)))
    painter = QPainter()
    if not painter.begin(printer):
        raise WorldError("printer_refused")
    try:
        for done, place in enumerate(wanted):
            report(done, len(wanted))
            if done and not printer.newPage():
                raise WorldError("printer_refused")
            _put_page(painter, printer, pdf, place)
        report(len(wanted), len(wanted))
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
    return len(wanted)


def _chosen(printer: QPrinter, count: int) -> range:
    if printer.printRange() != QPrinter.PrintRange.PageRange:
        return range(count)
    first = max(printer.fromPage(), 1)
    return range(first - 1, min(printer.toPage() or count, count))


def _put_page(painter: QPainter, printer: QPrinter, pdf: bytes, place: int) -> None:
    dpi = min(printer.resolution(), SHARPEST)
    dots = printer.resolution() / dpi
    for strip in pages.strips(pdf, place, dpi):
        painter.drawImage(QRectF(0, strip.top * dots, strip.width * dots, strip.height * dots), image(strip))


def image(picture: Picture) -> QImage:
    """The picture with dots of its own."""
    return QImage(picture.dots, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32).copy()
