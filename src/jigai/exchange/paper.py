"""How a sheet goes on paper: landscape, as wide as one page, numbered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.worksheet.properties import PageSetupProperties

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

A3, A4 = 8, 9
"""Paper sizes as a workbook numbers them."""


def on_paper(sheet: Worksheet, paper: int) -> None:
    """Landscape, all columns on one page, as many pages as the rows need."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = paper
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    footer = sheet.oddFooter
    if footer is not None:
        footer.center.text = "&P / &N"
