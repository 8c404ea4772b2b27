"""LDIF (RFC 2849), as Thunderbird, Evolution and directories write it: a record a person."""

from __future__ import annotations

import base64
import binascii
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, Final

from crm_desktop.domain.contact import BIRTHDAY, Photo
from crm_desktop.formats.card import Card, Fault
from crm_desktop.formats.limits import LARGEST_CARD, LARGEST_PHOTO
from crm_desktop.formats.sheets.contacts import RowReader
from crm_desktop.formats.sheets.meaning import Meaning, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BETWEEN: Final = " ::: "
_LONGEST_LINE: Final = 1 << 20
_PEOPLE: Final = frozenset(("person", "inetorgperson", "organizationalperson", "mozillaabpersonalpha",
                            "evolutionperson", "officeperson", "abperson"))  # fmt: skip
_GROUPS: Final = frozenset(("groupofnames", "groupofuniquenames", "organizationalunit", "domain", "dcobject"))
_MEANINGS: Final[dict[str, Meaning]] = {
    "cn": Meaning(Part.NAME),
    "displayname": Meaning(Part.NAME),
    "givenname": Meaning(Part.GIVEN),
    "sn": Meaning(Part.FAMILY),
    "surname": Meaning(Part.FAMILY),
    "mozillanickname": Meaning(Part.NICKNAME),
    "mail": Meaning(Part.EMAIL),
    "mozillasecondemail": Meaning(Part.EMAIL, "other"),
    "telephonenumber": Meaning(Part.PHONE, "work"),
    "homephone": Meaning(Part.PHONE, "home"),
    "mobile": Meaning(Part.PHONE, "mobile"),
    "cellphone": Meaning(Part.PHONE, "mobile"),
    "facsimiletelephonenumber": Meaning(Part.PHONE, "fax"),
    "pager": Meaning(Part.PHONE, "pager"),
    "o": Meaning(Part.COMPANY),
    "company": Meaning(Part.COMPANY),
    "ou": Meaning(Part.DEPARTMENT),
    "department": Meaning(Part.DEPARTMENT),
    "title": Meaning(Part.TITLE),
    "street": Meaning(Part.STREET, "work"),
    "streetaddress": Meaning(Part.STREET, "work"),
    "mozillaworkstreet2": Meaning(Part.STREET, "work"),
    "postaladdress": Meaning(Part.ADDRESS, "work"),
    "l": Meaning(Part.CITY, "work"),
    "locality": Meaning(Part.CITY, "work"),
    "st": Meaning(Part.REGION, "work"),
    "postalcode": Meaning(Part.POSTCODE, "work"),
    "c": Meaning(Part.COUNTRY, "work"),
    "co": Meaning(Part.COUNTRY, "work"),
    "countryname": Meaning(Part.COUNTRY, "work"),
    "mozillahomestreet": Meaning(Part.STREET, "home"),
    "mozillahomestreet2": Meaning(Part.STREET, "home"),
    "homepostaladdress": Meaning(Part.ADDRESS, "home"),
    "mozillahomelocalityname": Meaning(Part.CITY, "home"),
    "mozillahomestate": Meaning(Part.REGION, "home"),
    "mozillahomepostalcode": Meaning(Part.POSTCODE, "home"),
    "mozillahomecountryname": Meaning(Part.COUNTRY, "home"),
    "mozillaworkurl": Meaning(Part.LINK, "work"),
    "workurl": Meaning(Part.LINK, "work"),
    "mozillahomeurl": Meaning(Part.LINK, "home"),
    "homeurl": Meaning(Part.LINK, "home"),
    "labeleduri": Meaning(Part.LINK),
    "description": Meaning(Part.NOTES),
    "note": Meaning(Part.NOTES),
    "info": Meaning(Part.NOTES),
    "birthdate": Meaning(Part.DATE, BIRTHDAY),
    "birthyear": Meaning(Part.YEAR, BIRTHDAY),
    "birthmonth": Meaning(Part.MONTH, BIRTHDAY),
    "birthday": Meaning(Part.DAY, BIRTHDAY),
    "businesscategory": Meaning(Part.TAGS),
    "category": Meaning(Part.TAGS),
    "mozillaaimscreenname": Meaning(Part.MESSENGER, "aim"),
    "nsaimid": Meaning(Part.MESSENGER, "aim"),
    "uid": Meaning(Part.CUSTOM, "uid"),
}
_IGNORED: Final = frozenset(
    ("dn", "objectclass", "version", "changetype", "modifytimestamp", "createtimestamp", "xmozillanickname",
     "mozillausehtmlmail", "xmozillausehtmlmail", "jpegphoto", "thumbnailphoto", "userpassword", "entryuuid",
     "structuralobjectclass", "creatorsname", "modifiersname", "lastmodifieddate")
)  # fmt: skip


def is_ldif(head: bytes) -> bool:
    """Whether a file that begins like this is LDIF."""
    lines = (line.strip().lower() for line in head.lstrip(b"\xef\xbb\xbf").splitlines())
    first = next((line for line in lines if line and not line.startswith((b"#", b"version:"))), b"")
    return first.startswith((b"dn:", b"dn::"))


def read_ldif(
    stream: BinaryIO, understand: Callable[[str], str | None], *, this_year: int
) -> Iterator[Card | Fault]:
    """Every person of the stream, in order; groups and units of a directory are passed over.

    `understand` gives the international form of a phone number.
    """
    for line, record in _records(stream):
        if isinstance(record, Fault):
            yield record
        elif record and not _is_no_person(record):
            yield from _card(line, record, understand, this_year)


def _card(
    line: int, record: dict[str, list[bytes]], understand: Callable[[str], str | None], this_year: int
) -> Iterator[Card | Fault]:
    names = [name for name in record if name not in _IGNORED]
    if record.keys() & {"cn", "displayname"} >= {"cn", "displayname"}:
        names.remove("displayname")
    meanings = [_MEANINGS.get(name) or Meaning(Part.CUSTOM, name) for name in names]
    texts = [_BETWEEN.join(value.decode("utf-8", "replace") for value in record[name]) for name in names]
    cells = [
        text.replace(" $ ", ", ") if "address" in name else text
        for name, text in zip(names, texts, strict=True)
    ]
    reader = RowReader(names, meanings, (), understand, month_first=False, this_year=this_year)
    card = reader.read(line, cells)
    if isinstance(card, Card):
        photo = next(iter(record.get("jpegphoto", []) or record.get("thumbnailphoto", [])), b"")
        if photo.startswith(b"\xff\xd8") and len(photo) <= LARGEST_PHOTO:
            card = replace(card, contact=replace(card.contact, photo=Photo("image/jpeg", photo)))
    if card is not None:
        yield card


def _is_no_person(record: dict[str, list[bytes]]) -> bool:
    kinds = {value.decode("ascii", "replace").lower() for value in record.get("objectclass", ())}
    return bool(kinds & _GROUPS) and not kinds & _PEOPLE


def _records(stream: BinaryIO) -> Iterator[tuple[int, dict[str, list[bytes]] | Fault]]:
    record: dict[str, list[bytes]] = {}
    begun, size = 1, 0
    for number, line in _lines(stream):
        if not line:
            yield begun, record if size <= LARGEST_CARD else Fault(begun, "This record is too large.")
            record, size = {}, 0
            continue
        if not record:
            begun = number
        size += len(line)
        name, colon, value = line.partition(b":")
        if colon and size <= LARGEST_CARD and not line.startswith(b"#"):
            plain = name.split(b";")[0].strip().lower().decode("ascii", "replace")
            record.setdefault(plain, []).append(_value(value))
    yield begun, record


def _value(value: bytes) -> bytes:
    if value.startswith(b":"):
        try:
            return base64.b64decode(value[1:].strip(), validate=False)
        except (binascii.Error, ValueError):
            return b""
    # A file that is only named (`<`) is not ours to open.
    return b"" if value.startswith(b"<") else value.strip()


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines with what is folded put together, each with its number; an empty one between records."""
    held, begun = b"", 1
    for number, raw in enumerate(iter(lambda: stream.readline(_LONGEST_LINE), b""), 1):
        line = raw.rstrip(b"\r\n")
        if line.startswith(b" ") and len(held) < LARGEST_CARD:
            held += line[1:]
            continue
        if held:
            yield begun, held
        if not line:
            yield number, b""
        held, begun = line.removeprefix(b"\xef\xbb\xbf"), number
    if held:
        yield begun, held
