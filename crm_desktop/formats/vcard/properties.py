"""Content lines: unfolding and decoding a card's bytes, the part before the colon, and escaped values.

Knows how a line is written in vCard 2.1, 3.0 and 4.0, not what any property means.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from crm_desktop.formats.vcard.charsets import codec

if TYPE_CHECKING:
    from crm_desktop.formats.vcard.charsets import Decoder

_SPACE: Final = (b" ", b"\t")
_QUOTED: Final = b"QUOTED-PRINTABLE"
_CARET: Final = re.compile(r"\^([n^'])")
_CARETS: Final = {"n": "\n", "^": "^", "'": '"'}
_ESCAPED: Final = re.compile(r"[\x00-\x1f\x7f\\,;]")
_PLAIN_PARAMETER: Final = re.compile(r"[^\s:;,=]+")
_ANDROID_LABEL: Final = re.compile(
    r";X-CUSTOM\(CHARSET=([^,()]{1,40}),ENCODING=QUOTED-PRINTABLE,([^()]{1,500})\)"
)
# What 2.1 writes without a name: all but these are types.
_BARE_ENCODINGS: Final = frozenset({"quoted-printable", "base64", "b", "8bit", "7bit"})
_CONTROLS: Final = {code: None for code in (*range(32), 127) if code not in (9, 10)}
# Values of several parts, where an encoded semicolon is not one between parts.
_STRUCTURED: Final = frozenset({"N", "ADR", "ORG"})
LONGEST_HEAD: Final = 4096


@dataclass(slots=True)
class Head:
    """What stands before the colon: `name` in upper case, parameter names in lower case."""

    name: str
    group: str = ""
    parameters: dict[str, list[str]] = field(default_factory=dict)
    types: tuple[str, ...] = ()
    quoted_printable: bool = False
    base64: bool = False
    encoded: bool = False
    preference: int = 101
    label: str | None = None

    def first(self, parameter: str) -> str:
        """The first value of a parameter, or ""."""
        values = self.parameters.get(parameter)
        return values[0] if values else ""


def content_lines(raw: list[bytes], block: bytes, decoder: Decoder) -> tuple[list[str], list[str]]:
    """A card's lines, given each and in one block, unfolded and decoded, with warnings about its charsets."""
    if (b"=\n" in block or block.endswith(b"=")) and _QUOTED in block.upper():
        block = b"\n".join(_unfolded_quoted(raw))
    elif b"\n " in block or b"\n\t" in block:
        block = block.replace(b"\n ", b"").replace(b"\n\t", b"")
    if _is_simple(block):
        try:
            return block.decode().split("\n"), []
        except UnicodeDecodeError:
            pass
    warnings: list[str] = []
    lines = [_decoded(line, decoder, warnings) for line in block.split(b"\n")]
    return lines, list(dict.fromkeys(warnings))


def _is_simple(block: bytes) -> bool:
    """Whether no line needs its charset, because it is not ASCII, or is so in disguise."""
    if b"\x1b" in block:
        return False
    return b"CHARSET=UTF-7" not in block if block.isascii() else b"CHARSET=" not in block.upper()


def parse_head(text: str) -> Head:
    """Group, name and parameters. Never raises: what cannot be understood is a type."""
    label = None
    if "(" in text and (custom := _ANDROID_LABEL.search(text)):
        label = binascii.a2b_qp(custom[2].encode()).decode(codec(custom[1]) or "utf-8", "replace")
        text = text[: custom.start()] + text[custom.end() :]
    name, *parameters = text.split(";") if '"' not in text else _split_outside_quotes(text, ";")
    group, _, name = name.rpartition(".")
    head = Head(name.strip().upper(), group.strip().lower(), label=label)
    types: list[str] = []
    for parameter in parameters:
        key, equals, value = parameter.partition("=")
        key = key.strip().lower()
        if not equals:
            key, value = ("encoding" if key in _BARE_ENCODINGS else "type"), parameter
        head.parameters.setdefault(key, []).extend(_parameter_values(value))
    # Some quote the whole list: TYPE="home,voice".
    for value in ",".join(head.parameters.get("type", ())).split(","):
        if value.lower() == "pref":
            head.preference = min(head.preference, 1)
        elif value:
            types.append(value)
    head.types = tuple(types)
    encoding = head.first("encoding").lower()
    head.quoted_printable = encoding == "quoted-printable"
    head.base64 = encoding in ("b", "base64")
    head.encoded = head.base64 or head.quoted_printable
    if (preference := head.first("pref")).isdecimal():
        head.preference = min(head.preference, int(preference[:3]))
    return head


def split_line(line: str) -> tuple[str, str] | None:
    """The parts before and after the colon that ends the head, or None where there is no head."""
    head, colon, value = line.partition(":")
    if not colon or len(head) > LONGEST_HEAD:
        return None
    if head.count('"') % 2:
        # The first colon stands inside quotes. Without a closing quote it is the colon after all.
        pieces = line.split('"')
        length = 0
        for number, piece in enumerate(pieces):
            before, colon, after = piece.partition(":")
            length += len(before) + 1
            if length > LONGEST_HEAD:
                break
            if colon and number % 2 == 0:
                return '"'.join((*pieces[:number], before)), '"'.join((after, *pieces[number + 1 :]))
            length += len(after) + 1
    return head, value


def decoded_value(head: Head, value: str, decoder: Decoder) -> tuple[str, str]:
    """A quoted-printable value as text, and "" or a warning."""
    if head.name in _STRUCTURED and ";" in value:
        value = value.replace("=5C=3B", "\\;").replace("=3B", "\\;")
    data = binascii.a2b_qp(value.encode("utf-8", "replace"))
    text, warning = decoder.text(data, head.first("charset"))
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS), warning


def unescape(value: str) -> str:
    r"""The text behind \n, \, \; \: and \\; any other backslash stays."""
    if "\\" not in value:
        return value
    value = value.replace("\\\\", "\x01").replace("\\n", "\n").replace("\\N", "\n")
    return value.replace("\\,", ",").replace("\\;", ";").replace("\\:", ":").replace("\x01", "\\")


def split_parts(value: str, separator: str = ";") -> list[str]:
    """The parts between the separators that are not escaped, unescaped."""
    if "\\" not in value:
        return value.split(separator)
    value = value.replace("\\\\", "\x01").replace("\\" + separator, "\x02")
    parts = value.split(separator)
    return [unescape(part.replace("\x02", "\\" + separator).replace("\x01", "\\\\")) for part in parts]


def escape(text: str) -> str:
    """The reverse of `unescape`, for a value or a part of one."""
    if not _ESCAPED.search(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)
    text = text.replace("\\", "\\\\").replace("\n", "\\n")
    return text.replace(",", "\\,").replace(";", "\\;")


def parameter_text(value: str) -> str:
    """A parameter's value as it may stand in a head (RFC 6868)."""
    text = value.translate(_CONTROLS)
    for plain, caret in (("^", "^^"), ("\n", "^n"), ('"', "^'")):
        text = text.replace(plain, caret)
    return text if text and _PLAIN_PARAMETER.fullmatch(text) else f'"{text}"'


def _unfolded_quoted(raw: list[bytes]) -> list[bytes]:
    """Unfolds with quoted-printable's soft breaks: a "=" at the end, until an empty line."""
    done: list[bytes] = []
    lines = iter(raw)
    line = next(lines, None)
    while line is not None:
        following = next(lines, None)
        parts = [line]
        quoted = _QUOTED in line.partition(b":")[0].upper()
        soft: list[bytes] = []
        while following is not None:
            if quoted and parts[-1].rstrip().endswith(b"="):
                parts[-1] = parts[-1].rstrip()[:-1]
                if not following.strip():
                    following = next(lines, None)
                    break
                soft.append(following)
                parts.append(following)
            elif following.startswith(_SPACE):
                parts.append(following[1:])
            else:
                break
            following = next(lines, None)
        if quoted and following is None and parts[-1].rstrip().endswith(b"="):
            parts[-1] = parts[-1].rstrip()[:-1]
        # Some programs fold after a soft break, too. One line alone may begin with a space of its own.
        if len(soft) > 1 and all(part.startswith(_SPACE) for part in soft):
            parts[1:] = [part.lstrip() for part in parts[1:]]
        done.append(b"".join(parts))
        line = following
    return done


def _decoded(line: bytes, decoder: Decoder, warnings: list[str]) -> str:
    declared = ""
    head = line.partition(b":")[0]
    if b"CHARSET" in head.upper():
        declared = parse_head(head.decode("ascii", "replace")).first("charset")
    text, warning = decoder.text(line, declared)
    if warning:
        warnings.append(warning)
    return text.translate(_CONTROLS)


def _split_outside_quotes(text: str, separator: str) -> list[str]:
    parts = [""]
    for number, piece in enumerate(text.split('"')):
        if number % 2:
            parts[-1] += f'"{piece}"'
            continue
        first, *rest = piece.split(separator)
        parts[-1] += first
        parts.extend(rest)
    return parts


def _parameter_values(value: str) -> list[str]:
    values = _split_outside_quotes(value, ",") if '"' in value else value.split(",")
    return [_CARET.sub(lambda found: _CARETS[found[1]], one.strip().strip('"')) for one in values]
