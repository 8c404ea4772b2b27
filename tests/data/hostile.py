"""Texts that have broken other programs, by the kind of harm they try: typed, pasted or imported somewhere
as a name, a note or a file's name.

Our own collection. Everything is made from escapes where an editor or a terminal could not show it.
"""

from __future__ import annotations

from typing import Final

_ZWJ = "\u200d"

MARKUP: Final = (
    "<b>Anna</b>",
    "<img src=x onerror=alert(1)>",
    "<script>alert('Anna')</script>",
    "<qt>Anna</qt>",
    "<html><body><h1>Anna</h1></body></html>",
    "<table><tr><td>1</td></tr></table>",
    "<a href='file:///etc/passwd'>Anna</a>",
    "<!-- Anna -->",
    "<!DOCTYPE html>",
    "<?xml version='1.0'?><x/>",
    "<br/>",
    "Anna <anna@example.com>",
    "&lt;b&gt;",
    "&amp; &#65; &#x41; &nbsp;",
    "a < b > c",
    "</span></p></body>",
    "# Anna\n* list\n![x](file:///etc/passwd)",
    "[Anna](javascript:alert(1))",
)
FORMATS: Final = (
    "%s %d %n %x %%",
    "%(name)s",
    "{0} {} {name} {name.__class__.__mro__}",
    "{",
    "}}{{",
    "%n contact(s)",
    "%1 %2 %L1",
    "${HOME} $(id) `id`",
    "[*] Anna [*]",
)
FORMULAS: Final = (
    "=1+1",
    '=HYPERLINK("http://example.invalid";"Anna")',
    "+SUM(1;1)",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "=cmd|' /C calc'!A0",
)
CONTROLS: Final = (
    "An\x00na",
    "\x00",
    "".join(map(chr, range(1, 32))) + "Anna",
    "Anna\x7f\x80\x9b\x9f",
    "\ufeffAnna\ufffe\uffff",
    "\ud800",
    "Anna \udfff\ud800 B",
    "\U000e0041\U000e0042 tags",
)
TERMINAL: Final = (
    "\x1b[31mAnna\x1b[0m",
    "\x1b]0;title\x07",
    "\x1b[2J\x1b[H",
    "\x9b31mAnna",
    "\x1b]8;;http://example.invalid\x1b\\Anna\x1b]8;;\x1b\\",
    "Anna\b\b\b\bEva",
)
DIRECTIONS: Final = (
    "\u202eannA",
    "Anna \u202bB\u202c",
    "\u2066\u2067\u2068 never closed",
    "\u2069\u202c closed too often",
    "\u200f\u200eAnna\u200f",
    "سارا Anna (Köln)",
    "\u061cسارا",
    "עברית (1) abc",
)
INVISIBLE: Final = (
    "A\u200bn\u200cn\u200da",
    "\u00adAnna\u2060",
    "\u3164",
    "\u2800",
    "\u115f\u1160",
    "Anna\u00a0\u2007\u202fB",
)
PILES: Final = (
    "Z" + "\u0300\u0315\u031b\u0321\u0334" * 12 + "algo",
    "\u0e01" + "\u0e49" * 40,
    "ﷺ﷽",
    "\u0303" * 30,
)
EMOJI: Final = (
    f"👨{_ZWJ}👩{_ZWJ}👧{_ZWJ}👦",
    "🏳️\u200d🌈 🇪🇹🇮🇷🇺🇿🇿🇦",
    "👍🏿👍🏻 ❤️\u200d🔥",
    "1\ufe0f\u20e3 ☎\ufe0e",
)
BREAKS: Final = (
    "Anna\nBerg",
    "Anna\rBerg",
    "Anna\r\nBerg",
    "Anna\x0bBerg\x0cCo",
    "Anna\u2028Berg\u2029Co",
    "Anna\x85Berg\x1cC\x1dD\x1eE\x1fF",
    "\n\n\nAnna\n\n\n",
)
QUERIES: Final = (
    "'; DROP TABLE contact; --",
    '" OR ""="',
    "Robert'); DELETE FROM contact WHERE ('1'='1",
    "%' OR name LIKE '%",
    'NEAR("Anna" "Berg", 5)',
    "Anna AND OR NOT",
    "AND",
    '"',
    "'",
    "*",
    "^Anna",
    "name : Anna",
    "{name notes} : Anna",
    "Anna -Berg",
    "((((((((",
    "a_b%c\\d",
    "+ + +",
)
PATHS: Final = (
    "../../etc/passwd",
    "..\\..\\windows",
    "/etc/passwd",
    "C:\\Windows\\System32",
    "\\\\server\\share",
    "CON",
    "nul.txt",
    "COM1",
    ".hidden",
    "Anna.",
    "Anna ",
    " Anna",
    "~root",
    "a/b:c*d?e|f",
    ".",
    "..",
)
LINKS: Final = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    " javascript:alert(1)",
    "\x01javascript:alert(1)",
    "ｊavascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "file://server/share/x.exe",
    "ms-settings:display",
    "ms-msdt:/id x",
    "search-ms:query=x",
    "smb://server/share",
    "ssh://-oProxyCommand=id",
    "ftp://example.invalid/x.exe",
    "view-source:http://example.invalid",
    "http://example.invalid@evil.invalid/",
    "https://example.invalid/\u202egnp.exe",
    "mailto:a@example.invalid?attach=/etc/passwd&bcc=b@example.invalid",
    "tel:*#06#;ext=1?x",
    "//example.invalid",
    "http:",
    "https://",
)
MNEMONICS: Final = ("&File", "Fish && Chips", "Anna & Berg", "&&&", "&", "Anna\tCtrl+A", "Anna…")
OPTIONS: Final = ("-h", "--help", "--", "-", "--data=/tmp", "@file")
CARDS: Final = (
    "BEGIN:VCARD\nEND:VCARD",
    "Anna\nEND:VCARD\nBEGIN:VCARD\nFN:Eva",
    "Anna;Berg,C:D\\E\\nF",
    "folded\n line\n\tagain",
    "BEGIN:VCALENDAR",
    "=41=6E=6E=61=",
    '"quoted";"twice"',
    "^n^'^^",
    "item1.TEL:1",
)
SCRIPTS: Final = (
    "አበበ በቀለ ፲፪",
    "سارا محمدی ۱۴۰۵",
    "oʻzbekcha gʻalaba Ўзбек",
    "uNomusa kaMfunzelwa",
    "Ελένη Ελληνική",
    "Иванов С. В.",
    "王小明 ﾊﾝｶｸ ＡＢＣ",
    "กรุงเทพมหานคร",
    "திருக்குறள்",
    "İıŞşẞß ﬁﬂ",
    "١٢٣ ۱۲۳ १२३ 123 ⅷ ½",
    "𝕬𝖓𝖓𝖆 𝔄𝔫𝔫𝔞",
)
WORDS: Final = ("null", "None", "undefined", "NaN", "nan", "inf", "true", "False", "0", "-0", "1e999", "N/A")
NUMBERS: Final = ("9" * 400, "0x7fffffff", "1/0", "0000-00-00", "2026-13-45", "１２３４５")
BLANKS: Final = ("", " ", "\t", "\n", "\u00a0", "\u3000", "\u200b")
LONG: Final = (
    "x" * 5_000,
    "Anna " * 2_000,
    "አ" * 3_000,
    "سارا" * 1_500,
    "<b>" * 1_500,
    "👍🏿" * 500,
    "e" + "\u0301" * 2_000,
)

KINDS: Final[dict[str, tuple[str, ...]]] = {
    "markup": MARKUP,
    "formats": FORMATS,
    "formulas": FORMULAS,
    "controls": CONTROLS,
    "terminal": TERMINAL,
    "directions": DIRECTIONS,
    "invisible": INVISIBLE,
    "piles": PILES,
    "emoji": EMOJI,
    "breaks": BREAKS,
    "queries": QUERIES,
    "paths": PATHS,
    "links": LINKS,
    "mnemonics": MNEMONICS,
    "options": OPTIONS,
    "cards": CARDS,
    "scripts": SCRIPTS,
    "words": WORDS,
    "numbers": NUMBERS,
    "blanks": BLANKS,
    "long": LONG,
}
EVERY: Final = tuple(text for texts in KINDS.values() for text in texts)

MEGABYTE: Final = ("Anna-Sophia <b>&amp;</b> " * 43_691)[: 1 << 20]
"""A name of 1 MB, with markup in it."""
