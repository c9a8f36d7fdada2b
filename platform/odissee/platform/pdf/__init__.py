"""PDF: a Jinja page printed by one warm headless browser, JavaScript off, every request refused."""

from odissee.platform.pdf.printer import PrintFailed, printer

__all__ = ["PrintFailed", "printer"]
