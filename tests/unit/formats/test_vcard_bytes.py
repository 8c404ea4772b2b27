"""From bytes to lines: every encoding, line ending and way to fold that programs have used."""

import base64
import codecs
import io

import pytest

from crm_desktop.formats.card import Card
from crm_desktop.formats.vcard import read_cards
from tests.unit.formats.cards import card_of, contact_of, read_bytes

_TEXT = "BEGIN:VCARD{0}VERSION:3.0{0}FN:Łucja 王小明 አበበ{0}NOTE:one{0} two{0}{0}TEL:1{0}END:VCARD{0}"


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\r\r\n"])
@pytest.mark.parametrize(
    "encoding, mark",
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", codecs.BOM_UTF32_LE),
    ],
)
def test_every_encoding_and_line_ending(encoding: str, mark: bytes, end: str) -> None:
    card, _ = read_bytes(mark + (_TEXT * 2).format(end).encode(encoding))
    assert isinstance(card, Card)
    assert card.contact.display_name == "Łucja 王小明 አበበ"
    assert card.contact.notes == "onetwo"
    assert card.contact.phones[0].typed == "1"


def test_folds_that_split_characters() -> None:
    data = "FN:አበበ ቢቂላ".encode()
    folded = b"\r\n ".join(data[at : at + 4] for at in range(0, len(data), 4))
    assert contact_of(folded).display_name == "አበበ ቢቂላ"


def test_folds_by_tab() -> None:
    assert contact_of("FN:Ann\r\n\ta Bell").display_name == "Anna Bell"


def test_blocks_may_end_anywhere() -> None:
    data = (_TEXT * 40_000).format("\r\r\n").encode()
    names = {card.contact.display_name for card in read_bytes(data) if isinstance(card, Card)}
    assert names == {"Łucja 王小明 አበበ"}


def test_line_numbers_are_those_of_the_file() -> None:
    data = _TEXT.format("\r\n").encode() * 50_000
    lines = [card.line for card in read_bytes(data)]
    assert lines == [1 + 8 * number for number in range(50_000)]


def test_quoted_printable_ends_its_soft_breaks_at_an_empty_line() -> None:
    contact = contact_of(
        "NOTE;ENCODING=QUOTED-PRINTABLE:first=0D=0A=", "second=", "", "FN:Anna", version="2.1"
    )
    assert contact.notes == "first\nsecond"
    assert contact.display_name == "Anna"


def test_quoted_printable_folded_by_indenting_too() -> None:
    contact = contact_of("NOTE;QUOTED-PRINTABLE:=D0=90=", " =D0=BD=", " =D0=BD=D0=B0", "FN:A", version="2.1")
    assert contact.notes == "Анна"


def test_quoted_printable_that_ends_in_the_middle() -> None:
    assert contact_of("FN:A", "NOTE;ENCODING=QUOTED-PRINTABLE:end=", version="2.1").notes == "end"


def test_an_encoded_semicolon_does_not_divide_a_name() -> None:
    contact = contact_of("N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=C3=9Cn=3Bal;Ay=C5=9Fe;;;", version="2.1")
    assert (contact.name.family, contact.name.given) == ("Ün;al", "Ayşe")


@pytest.mark.parametrize(
    "text, charset, name",
    [
        ("Иванов Сергей", "cp1251", "windows-1251"),
        ("Иванов Сергей", "koi8-r", "KOI8-R"),
        ("Jörg Müller", "cp1252", "ISO-8859-1"),
        ("联通", "gbk", "GB2312"),
        ("陳大文", "big5", "BIG5"),
        ("山田太郎", "cp932", "SHIFT_JIS"),
        ("山田太郎", "iso2022_jp", "ISO-2022-JP"),
        ("김하나", "cp949", "EUC-KR"),
        ("Müller", "utf-8", "windows-1251"),
        ("王小明", "utf-8", "GBK"),
        ("Ёлка", "utf-7", "UTF-7"),
    ],
)
def test_a_declared_charset_counts_unless_it_is_utf_8_after_all(text: str, charset: str, name: str) -> None:
    card = card_of(f"FN;CHARSET={name}:".encode() + text.encode(charset), version="2.1")
    assert card.contact.display_name == text
    assert card.warnings == ()


def test_a_wrong_charset_is_guessed_and_told() -> None:
    name = "Сергей Викторович Иванов"
    card = card_of(b"FN;CHARSET=Shift_JIS:" + name.encode("cp1251"), version="2.1")
    assert card.contact.display_name == name
    assert "Shift_JIS" in card.warnings[0]


def test_the_user_can_say_the_charset() -> None:
    data = b"BEGIN:VCARD\nFN:" + "Żółć".encode("cp1250") + b"\nEND:VCARD\n"
    (card,) = read_cards(io.BytesIO(data), "windows-1250")
    assert isinstance(card, Card)
    assert card.contact.display_name == "Żółć"


@pytest.mark.parametrize("charset", ["zlib", "idna", "unicode_escape", "\x00", "../../etc/passwd", "x" * 500])
def test_a_charset_that_is_none_does_no_harm(charset: str) -> None:
    card = card_of(f"FN;CHARSET={charset}:".encode() + "Ёлка".encode(), version="2.1")
    assert card.contact.display_name == "Ёлка"


@pytest.mark.parametrize(
    "head, version",
    [
        ("PHOTO;ENCODING=BASE64;TYPE=PNG", "2.1"),
        ("PHOTO;PNG;BASE64", "2.1"),
        ("PHOTO;ENCODING=b;TYPE=PNG", "3.0"),
        ("PHOTO;TYPE=PNG;ENCODING=B", "3.0"),
    ],
)
@pytest.mark.parametrize("indent", [" ", "", "    ", "\t"])
@pytest.mark.parametrize("blank", [True, False])
def test_photos_in_base64(head: str, version: str, indent: str, blank: bool) -> None:
    data = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
    text = base64.b64encode(data).decode()
    lines = [indent + text[at : at + 76] for at in range(0, len(text), 76)]
    contact = contact_of(f"{head}:", *lines, *([""] if blank else []), "FN:Anna", version=version)
    assert contact.photo is not None
    assert contact.photo.data == data
    assert contact.display_name == "Anna"


def test_photos_as_data_addresses() -> None:
    data = b"\xff\xd8\xff" + bytes(50)
    text = base64.b64encode(data).decode()
    for value in (f"data:image/jpeg;base64,{text}", f"data:image/jpeg;base64\\,{text}"):
        photo = contact_of("FN:Anna", f"PHOTO:{value}", version="4.0").photo
        assert photo is not None
        assert (photo.media_type, photo.data) == ("image/jpeg", data)


def test_a_photo_without_its_last_padding_is_read() -> None:
    photo = contact_of("FN:Anna", "PHOTO;ENCODING=b;TYPE=GIF:R0lGODlhAQABAA").photo
    assert photo is not None
    assert photo.media_type == "image/gif"


def test_control_characters_are_left_out() -> None:
    assert contact_of(b"FN:An\x00na\x07 \x1bBell\x7f").display_name == "Anna Bell"
