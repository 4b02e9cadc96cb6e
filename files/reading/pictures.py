"""Pictures are drawn anew: the right way up, not too large, and without anything a camera writes beside them."""

import struct
from io import BytesIO

import pillow_heif
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from files.models import File
from files.reading.content import Content

LONGEST_SIDE = 3000  # enough to read a page of handwriting
SMALL_SIDE = 480
MOST_PIXELS = 64_000_000  # the largest photos of phones in use have 50 million
READ_AS = ("JPEG", "PNG", "HEIF")
HEIF = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}
BROKEN = (OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, RuntimeError, struct.error, MemoryError)

pillow_heif.register_heif_opener(thumbnails=False)


def begins(data: bytes) -> bool:
    """Whether the first bytes are those of a picture that is taken."""
    return data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (data[4:8] == b"ftyp" and data[8:12] in HEIF)


def read(data: bytes) -> Content:
    """The picture as it is kept: PNG stays PNG, everything else becomes JPEG."""
    try:
        image, kind = upright(data)
        whole = shrunk(image, LONGEST_SIDE)
        small = shrunk(image, SMALL_SIDE)
        return Content(
            kind=kind, data=written(whole, kind), width=whole.width, height=whole.height, small=written(small, "jpg")
        )
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ValidationError(too_many_pixels()) from None
    except BROKEN:
        raise ValidationError(_("This picture is damaged. Choose another, or take the photo again.")) from None


def too_many_pixels() -> str:
    return _("This picture has too many points to be opened. Take the photo again at a smaller size.")


def upright(data: bytes):
    """The picture turned the way it was held, and the kind it will be kept as."""
    with Image.open(BytesIO(data), formats=READ_AS) as image:
        if image.width * image.height > MOST_PIXELS:
            raise Image.DecompressionBombError
        kind = File.Kind.PNG if image.format == "PNG" else File.Kind.JPEG
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        turned = ImageOps.exif_transpose(image)
    see_through = kind == File.Kind.PNG and turned.has_transparency_data
    return turned.convert("RGBA" if see_through else "RGB"), kind


def shrunk(image, longest: int):
    """A copy with no side longer than that, and nothing but its points."""
    small = image.copy()
    small.thumbnail((longest, longest))
    small.info = {}
    return small


def written(image, kind: str) -> bytes:
    """The bytes of a picture. A JPEG has a white ground where the picture was see-through."""
    out = BytesIO()
    if kind == File.Kind.PNG:
        image.save(out, "PNG", optimize=True)
        return out.getvalue()
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    ground.save(out, "JPEG", quality=86)
    return out.getvalue()
