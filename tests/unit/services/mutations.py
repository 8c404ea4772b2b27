"""Files of every maker with something wrong in them: flipped, cut, doubled, mixed, and made hostile."""

import io
import random
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

DATA = Path(__file__).parents[2] / "data"
ZIPPED = frozenset((".zip", ".xlsx", ".ods"))

_HOSTILE = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n", b"\r\r\n", b"BEGIN:VCARD\r\n", b"END:VCARD\r\n",
    b":", b";", b",", b"\t", b'"', b'""', b"=\r\n", b"=0D=0A", b"\\", b"\\n", b" " * 300, b"a" * 5_000,
    b";" * 3_000, b"(" * 2_000, b"9" * 2_000, b"\xd7\xa9" * 900, b"CHARSET=UTF-7:", b"ENCODING=BASE64:",
    b"AGENT:\r\n", b"PHOTO;ENCODING=b:", b"BDAY:99999-99-99", b"dn:: ====", b"-\n", b"\xed\xa0\x80",
    b"%s%n{0}", b"=cmd|' /C'!A0", b"\xe2\x80\xae", b"item1.", b"::::" * 200, b"1-1-1-1-" * 300, b"[" * 900,
    b"<" * 900, b"@" * 900, b". " * 900,
)  # fmt: skip


def corpora() -> list[Path]:
    """Every file that another program might have written."""
    kinds = (("vcard", "*.vcf"), ("sheets", "*.*"), ("ldif", "*.ldif"))
    return sorted(path for folder, kind in kinds for path in (DATA / folder).glob(kind))


def mutated(luck: random.Random, files: Sequence[Path]) -> tuple[str, bytes]:
    """The ending of a file, and its bytes after some harm was done to it."""
    path = luck.choice(files)
    data = path.read_bytes()
    if path.suffix in ZIPPED:
        inside = luck.random() < 0.7
        return path.suffix, _repacked(data, luck) if inside else _harmed(data, luck, files)
    if luck.random() < 0.1:
        return ".zip", _zipped(luck, files)
    return path.suffix, _harmed(data, luck, files)


def _harmed(data: bytes, luck: random.Random, files: Sequence[Path]) -> bytes:
    for _ in range(luck.choice((1, 1, 2, 3, 8))):
        data = luck.choice(_HARMS)(data, luck)
    if luck.random() < 0.15:
        other, at = luck.choice(files).read_bytes(), _place(data, luck)
        data = data[:at] + other[_place(other, luck) :]
    return data


def _flip(data: bytes, luck: random.Random) -> bytes:
    turned = bytearray(data)
    for _ in range(luck.randint(1, 1 + len(data) // 50)):
        if turned:
            turned[luck.randrange(len(turned))] = luck.randrange(256)
    return bytes(turned)


def _cut(data: bytes, luck: random.Random) -> bytes:
    first, last = sorted((_place(data, luck), _place(data, luck)))
    return data[:first] + data[last:]


def _end(data: bytes, luck: random.Random) -> bytes:
    return data[: _place(data, luck)]


def _double(data: bytes, luck: random.Random) -> bytes:
    first, last = sorted((_place(data, luck), _place(data, luck)))
    return data[:last] + data[first:last] * luck.choice((1, 2, 30)) + data[last:]


def _insert(data: bytes, luck: random.Random) -> bytes:
    at = _place(data, luck)
    return data[:at] + luck.choice(_HOSTILE) * luck.choice((1, 1, 3)) + data[at:]


def _shuffle(data: bytes, luck: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    luck.shuffle(lines)
    return b"".join(lines)


def _recode(data: bytes, luck: random.Random) -> bytes:
    return data.decode("utf-8", "replace").encode(
        luck.choice(("utf-16", "utf-16-be", "cp1251", "utf-7")), "replace"
    )


_HARMS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip, _cut, _end, _double, _insert, _insert, _insert, _shuffle, _recode,
)  # fmt: skip


def _repacked(data: bytes, luck: random.Random) -> bytes:
    """An archive that can be unpacked, with harm done to one of the files in it."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        chosen = luck.choice(source.namelist())
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, _harmed(content, luck, corpora()) if name == chosen else content)
    return made.getvalue()


def _zipped(luck: random.Random, files: Sequence[Path]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for number in range(luck.randint(1, 3)):
            path = luck.choice(files)
            target.writestr(f"{number}{path.suffix}", _harmed(path.read_bytes(), luck, files))
    data = made.getvalue()
    return data if luck.random() < 0.7 else _flip(data, luck)


def _place(data: bytes, luck: random.Random) -> int:
    return luck.randint(0, len(data))
