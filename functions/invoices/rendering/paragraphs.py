"""Makes paragraphs for the page, in embedded fonts."""

from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import getRegisteredFontNames, registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph

# Latin, Greek and Cyrillic letters, as addresses in Europe have them (SIL Open Font License).
REGULAR, BOLD = "NotoSans", "NotoSans-Bold"
SMALL, SIZE, LARGE = 8, 9, 16


def register_fonts() -> None:
    if REGULAR in getRegisteredFontNames():
        return
    from pymupdf_fonts import NotoSans_Bold, NotoSans_Regular

    for name, module in ((REGULAR, NotoSans_Regular), (BOLD, NotoSans_Bold)):
        registerFont(TTFont(name, BytesIO(module.fontbuffer)))


def text_of(text: str, *, size: int = SIZE, font: str = REGULAR, right: bool = False) -> Paragraph:
    style = ParagraphStyle(font, fontName=font, fontSize=size, leading=size * 1.35, alignment=2 if right else 0)
    return Paragraph(escape(text), style)
