"""What a file is by its content, and every kind that is refused with a sentence."""

import io
import zlib
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from files.models import LONGEST_NAME
from files.reading import MEGABYTE, MOST_BYTES, read
from files.reading.pictures import LONGEST_SIDE
from tests.files.making import (
    LINK,
    MACRO_TYPE,
    archive,
    locked,
    pdf,
    photo,
    with_a_file_inside,
    with_launch,
    with_script,
    word,
)


def refusal(data, name="work.pdf"):
    """The sentence with which a file is refused."""
    with pytest.raises(ValidationError) as refused:
        read(data, name)
    return " ".join(refused.value.messages)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (photo(), "jpg"),
        (photo(kind="PNG"), "png"),
        (photo(kind="HEIF"), "jpg"),
        (photo(kind="MPO"), "jpg"),
        (pdf(3), "pdf"),
        (word(), "docx"),
        (word(links=LINK.format(kind="hyperlink", mode='TargetMode="External"')), "docx"),
    ],
)
def test_a_file_is_what_its_content_says_whatever_its_name(data, kind):
    content = read(data, "homework.exe")
    assert (content.kind, content.name) == (kind, f"homework.{kind}")


def test_documents_are_kept_as_they_came():
    assert read(pdf(3), "a.pdf").data == pdf(3)
    assert read(pdf(3), "a.pdf").pages == 3


def test_a_photo_loses_where_it_was_taken_and_stands_upright():
    given_photo = photo(640, 480, place=True)
    content = read(given_photo, "IMG_1.jpg")
    assert b"Telephone" in given_photo
    assert b"Telephone" not in content.data
    assert (content.width, content.height) == (480, 640)
    with Image.open(io.BytesIO(content.data)) as kept:
        assert dict(kept.getexif()) == {}
        assert {"exif", "comment", "icc_profile", "xmp"} & set(kept.info) == set()


def test_comments_and_profiles_of_a_picture_go_too():
    data = photo(kind="PNG", icc_profile=b"profile-of-dana")
    assert "icc_profile" in Image.open(io.BytesIO(data)).info
    assert Image.open(io.BytesIO(read(data, "a.png").data)).info == {}
    assert b"remark" not in read(photo(comment=b"remark"), "a.jpg").data


def test_a_large_photo_is_made_smaller_and_has_a_little_picture():
    content = read(photo(4000, 2000), "a.jpg")
    assert (content.width, content.height) == (LONGEST_SIDE, LONGEST_SIDE // 2)
    with Image.open(io.BytesIO(content.small)) as small:
        assert max(small.size) == 480


def test_what_hangs_on_after_a_picture_is_gone():
    content = read(photo() + archive(page="<script>alert(1)</script>"), "a.jpg")
    assert b"script" not in content.data


def test_a_see_through_picture_stays_one():
    image = Image.new("RGBA", (50, 50), (0, 0, 0, 0))
    ImageDraw.Draw(image).line((0, 0, 50, 50), fill="black")
    out = io.BytesIO()
    image.save(out, "PNG")
    content = read(out.getvalue(), "drawing.png")
    assert Image.open(io.BytesIO(content.data)).mode == "RGBA"
    assert Image.open(io.BytesIO(content.small)).getpixel((40, 1)) == (255, 255, 255)


def bomb():
    """A PNG of a few kilobytes that says it has 100,000 × 100,000 points."""
    data = bytearray(photo(kind="PNG"))
    data[16:24] = (100_000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"hello", "something else than its name says"),
        (b"\x00" * 500, "something else than its name says"),
        (b"<html><script>alert(1)</script></html>", "something else than its name says"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 900, "older kind"),
        (b"GIF89a" + b"\x00" * 900, "JPEG or PNG"),
        (b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 900, "film"),
        (photo()[:300], "damaged"),
        (bomb(), "too many points"),
        (pdf() + archive(page="x"), "something else at once"),
        (pdf() + b"<script>alert(1)</script>", "something else at once"),
        (pdf()[:-7] + archive(page="x") + b"%%EOF", "something else at once"),
        (pdf()[:200] + b"%%EOF", "damaged"),
        (pdf(change=with_script), "script"),
        (pdf(change=with_launch), "script"),
        (pdf(change=with_a_file_inside), "other files inside"),
        (locked(), "password"),
        (archive(page="x"), "no Word document"),
        (word() + b"<script>", "no Word document"),
        (word(kind=MACRO_TYPE), "macros"),
        (word(parts={"word/vbaProject.bin": "x"}), "macros"),
        (word(parts={"word/embeddings/oleObject1.bin": "x"}), "macros"),
        (word(links=LINK.format(kind="attachedTemplate", mode='TargetMode="External"')), "fetches something"),
        (word(links="<!DOCTYPE x [<!ENTITY a 'b'>]>"), "damaged"),
        (word()[:200], "damaged"),
    ],
)
def test_what_is_not_taken_is_refused_with_a_sentence(data, sentence):
    assert sentence in refusal(data)


def test_a_pdf_whose_script_hides_in_a_packed_stream_is_refused():
    packed = pdf(change=with_script, object_stream_mode=2)
    assert b"JavaScript" not in packed
    assert "script" in refusal(packed)


def test_a_word_document_that_unpacks_without_end_is_refused():
    assert "too large when it is unpacked" in refusal(word(parts={"word/media/a.bmp": b"\0" * 101 * MEGABYTE}))


def test_a_document_above_the_limit_is_refused_and_a_photo_of_that_size_is_not():
    assert "This file has 16 MB" in refusal(b"%PDF-" + b"\0" * (MOST_BYTES + MEGABYTE))
    assert read(photo() + b"\0" * MOST_BYTES, "a.jpg").kind == "jpg"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("IMG 1.HEIC", "IMG 1.pdf"),
        ("a" * 300 + ".pdf", "a" * (LONGEST_NAME - 4) + ".pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Dana\\ICAP.pdf", "ICAP.pdf"),
        ("work\x00.pdf", "work.pdf"),
        ("fdp.\u202eexe.pdf", "fdp. exe.pdf"),
        (".pdf", "file.pdf"),
        ("", "file.pdf"),
        ("Maya’s año.pdf", "Maya’s año.pdf"),
    ],
)
def test_a_name_is_made_safe_and_short(name, safe):
    assert read(pdf(), name).name == safe


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([photo(), photo(kind="PNG"), photo(kind="HEIF"), pdf(), word()]), st.data())
def test_any_change_of_bytes_gives_a_content_or_a_sentence(whole, data):
    at = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.binary(max_size=8))
    with suppress(ValidationError):
        assert read(whole[:at] + other + whole[at + len(other) :], "a").data
