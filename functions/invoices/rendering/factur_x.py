"""Makes a Factur-X document: the readable page with the embedded structured part, which is validated first."""

from io import BytesIO

from db.models.invoices import InvoiceDocument
from functions.invoices.rendering.page import page
from functions.invoices.rendering.structured import structured
from functions.invoices.rendering.wording import Wording


def factur_x(document: InvoiceDocument) -> bytes:
    """The PDF; raises an error of the library if the structured part is not valid by the schema of its profile."""
    from facturx import generate_from_file

    words = Wording(document.language, document.currency)
    heading = words.text(document.kind, number=document.number)
    said = {"author": document.content["seller"].get("name", ""), "title": heading, "subject": heading}
    # A function has no disk, so the library reads and writes in memory.
    file = BytesIO(page(document, words))
    generate_from_file(
        file, structured(document, words), flavor="factur-x", level="en16931", check_xsd=True,
        pdf_metadata={**said, "keywords": "Factur-X"}, lang=words.language,
    )  # fmt: skip
    return file.getvalue()
