"""The drawing as a PNG, by the warm browser that prints the documents."""

from odissee.platform.pdf import printer
from odissee.tenants.findings.dpe import DpeReading
from odissee.tenants.findings.label_drawing import HEIGHT, WIDTH, svg_of


async def png_of(dpe: DpeReading, *, attested: bool = False) -> bytes:
    """The same label as pixels, twice as fine; raises `NoLabelYet` or `PrintFailed`."""
    svg = svg_of(dpe, attested=attested).replace(
        f'width="{WIDTH}" height="{HEIGHT}"', f'width="{2 * WIDTH}" height="{2 * HEIGHT}"', 1
    )
    page = f'<!doctype html><html lang="fr"><body style="margin:0">{svg}</body></html>'
    return await printer.png(page, 2 * WIDTH, 2 * HEIGHT)
