"""Files to give: good ones, and some that somebody might send by mistake or on purpose."""

import io
import zipfile

import pikepdf
from PIL import Image

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
LINK = '<Relationship Id="r1" Type="http://x/relationships/{kind}" Target="http://elsewhere.example/a" {mode}/>'


def photo(width=640, height=480, *, kind="JPEG", place=False, **options):
    """A picture; with `place` it says where it was taken and that it was held on its side."""
    image = Image.new("RGB", (width, height), "teal")
    if place:
        exif = image.getexif()
        exif[0x0112] = 6  # held on its side
        exif[0x010F] = "Telephone of Dana"
        exif.get_ifd(0x8825)[1] = "N"
        options["exif"] = exif.tobytes()
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def pdf(pages=1, *, change=None, **options):
    """A PDF of empty pages; `change` may do something to it before it is written."""
    out = io.BytesIO()
    with pikepdf.Pdf.new() as made:
        for _page in range(pages):
            made.add_blank_page(page_size=(300, 400))
        if change:
            change(made)
        made.save(out, **options)
    return out.getvalue()


def with_script(made):
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def with_launch(made):
    made.pages[0].AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("calc.exe")))


def with_a_file_inside(made):
    made.attachments["notes.txt"] = pikepdf.AttachedFileSpec(made, b"hello")


def locked(**options):
    return pdf(encryption=pikepdf.Encryption(owner="o", user="u"), **options)


def word(*, kind=WORD_TYPE, parts=(), links=""):
    """A Word document of one empty page, with more parts and links if asked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml", f'<Types><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
        )
        archive.writestr("_rels/.rels", "<Relationships/>")
        archive.writestr("word/document.xml", "<document/>")
        archive.writestr("word/_rels/document.xml.rels", f"<Relationships>{links}</Relationships>")
        for name, content in dict(parts).items():
            archive.writestr(name, content)
    return out.getvalue()


def archive(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()
