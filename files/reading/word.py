"""Word documents are kept as they came, when they hold the right parts, no macros, and fetch nothing."""

import zipfile
import zlib
from io import BytesIO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from files.models import File
from files.reading.content import MEGABYTE, Content

MOST_PARTS = 2000
MOST_UNPACKED = 100 * MEGABYTE
MOST_OF_A_LIST = 5 * MEGABYTE  # the lists of parts and links are short
NEEDED = {"[Content_Types].xml", "word/document.xml"}
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ACTING = ("vbaproject", "activex", "/embeddings/", "macroenabled")
STEP = 64 * 1024
BROKEN = (zipfile.BadZipFile, OSError, ValueError, LookupError, RuntimeError, EOFError, NotImplementedError, ParseError)


def read(data: bytes) -> Content:
    """A document without macros, without programs inside and without anything fetched from elsewhere."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            refuse_what_is_no_document(data, parts)
            refuse_what_unpacks_too_far(parts)
            refuse_what_acts(parts)
    except (*BROKEN, zlib.error, DefusedXmlException):
        raise ValidationError(_("This Word document is damaged. Save it again, or save it as PDF.")) from None
    return Content(kind=File.Kind.WORD, data=data)


def refuse_what_is_no_document(data: bytes, parts) -> None:
    """Refuse any other archive, and one that is something else after its end."""
    ends_here = data[-22:-18] == b"PK\x05\x06" and not parts.comment
    if not (set(parts.namelist()) >= NEEDED and ends_here):
        raise ValidationError(_("This is no Word document, whatever its name says. Save it as .docx or PDF."))


def refuse_what_unpacks_too_far(parts) -> None:
    """Unpack it, counting: what an archive says of its own size is not believed."""
    left = MOST_UNPACKED
    if len(parts.infolist()) > MOST_PARTS:
        left = -1
    for one in parts.infolist():
        with parts.open(one) as part:
            while left >= 0 and (piece := part.read(STEP)):
                left -= len(piece)
    if left < 0:
        raise ValidationError(_("This Word document is too large when it is unpacked. Save it as PDF."))


def refuse_what_acts(parts) -> None:
    """Refuse macros, programs inside, and links that fetch something when the document is opened."""
    names = [name.lower() for name in parts.namelist()]
    kinds = part_of(parts, "[Content_Types].xml")
    acts = any(word in name for name in names for word in ACTING) or b"macroenabled" in kinds.lower()
    if acts or DOCUMENT.encode() not in kinds:
        raise ValidationError(_("This Word document has macros or other programs inside. Save it as PDF."))
    for name in parts.namelist():
        if name.lower().endswith(".rels") and fetches(part_of(parts, name)):
            raise ValidationError(_("This Word document fetches something from elsewhere. Save it as PDF."))


def part_of(parts, name: str) -> bytes:
    with parts.open(name) as part:
        return part.read(MOST_OF_A_LIST)


def fetches(links: bytes) -> bool:
    """Whether a list of links has one outside that is more than a link to click on."""
    return any(
        link.get("TargetMode", "").lower() == "external" and not link.get("Type", "").endswith("/hyperlink")
        for link in fromstring(links).iter()
    )
