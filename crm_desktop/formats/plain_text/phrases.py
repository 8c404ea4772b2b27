"""How people say in a message who they are and where they work, in the languages of our users.

Each phrase stands between borders of words and is followed by at most a few words: nothing runs along a text.
"""

from __future__ import annotations

import re
from typing import Final

_WORD: Final = r"[^\W\d_][\w'ʻʼ‘’`.-]{0,30}"
_NAME: Final = rf"({_WORD}(?:[ \u00a0]{_WORD}){{0,3}})"

_BEFORE: Final = (
    r"my name is", r"this is", r"i am", r"i['’]m", r"name['’]?s", r"it['’]s", r"here is",
    r"меня зовут", r"мо[её] имя", r"это", r"я", r"пишет", r"вас беспокоит",
    r"mein name ist", r"ich hei(?:ß|ss)e", r"ich bin", r"hier ist", r"hier spricht", r"hier schreibt",
    r"mening ismim", r"ismim", r"men", r"менинг исмим", r"исмим", r"мен",
    r"اسم من", r"نام من", r"من", r"بنده", r"اسمي", r"أنا", r"انا", r"معك", r"معكم",
    r"ስሜ", r"እኔ", r"ስሜም",
    r"igama lami (?:ngingu|ngu|ng)", r"igama lami", r"ngingu", r"nginguye", r"mina",
    r"je m['’]appelle", r"je suis", r"me llamo", r"soy", r"mi nombre es",
    r"mi chiamo", r"sono", r"(?-i:ben)", r"benim adım",
)  # fmt: skip
INTRODUCED: Final = re.compile(rf"(?<![\w])(?:{'|'.join(_BEFORE)})[ \u00a0:,-]{{1,3}}{_NAME}", re.IGNORECASE)
"""Group 1 is the name, with words behind it that may belong to something else."""
ATTACHED: Final = re.compile(rf"(?<!\w)[Nn]gingu([A-Z][\w'-]{{1,30}}(?: [A-Z]{_WORD})?)")
"""Zulu writes "I am" and the name as one word: nginguSipho Khumalo."""
HAN: Final = re.compile(
    r"(?:我是|我叫|我的名字叫|敝姓|这里是)([\u3400-\u9fff·]{2,4}?)(?=[,，。.!！、\s]|来自|來自|的|$)"
)
FROM: Final = re.compile(
    r"(?<![\w])(?:from|of|at|из компании|из фирмы|из|компания|фирма|von der firma|von der|von|bei|vom|"
    r"firmasidan|kompaniyasidan|от|از شرکت|شرکت|از|من شركة|شركة|ከ|de la empresa|de chez|de|dell['’])"
    rf"[ \u00a0«“\"„]{{0,3}}((?:{_WORD}[ \u00a0]?){{1,4}})",
    re.IGNORECASE,
)
"""Group 1 is where somebody works, with words behind it that may belong to something else."""
HAN_FROM: Final = re.compile(r"(?:来自|來自|在)([\u3400-\u9fff\w]{2,20}?(?:公司|集团|集團|银行|工厂|商店))")
MAIL_HEAD: Final = re.compile(
    r"^(?:from|von|от|de|da|kimdan|من|از|ከ)\s?[:：]\s?[\"“]?([^<>\"”\n:]{2,60}?)[\"”]?\s?<",
    re.IGNORECASE | re.MULTILINE,
)
"""Who a copied e-mail is from."""
CHAT_HEAD: Final = re.compile(
    r"\[?(?P<when>\d{1,4}[./:-]\d{1,2}(?:[./:-]\d{1,4})?,?[ \u202f]\d{1,2}:\d{2}(?::\d{2})?"
    r"(?:[ \u202f][APap]\.?[Mm]\.?)?|"
    r"\d{1,2}:\d{2}(?::\d{2})?(?:[ \u202f][APap][Mm])?,[ ]\d{1,4}[./-]\d{1,2}(?:[./-]\d{1,4})?)\]?"
    r"[ ]?(?:[-–] )?~?[ \u202f]?(?P<name>[^:\n\[\]]{2,60}):[ ]"
)
"""The head of a message copied from a chat: "[10:12, 05.11.2026] Dilnoza Karimova: "."""
LAST_NAME_WORDS: Final = frozenset((
    "from", "of", "at", "and", "my", "here", "the", "a", "an", "is", "am", "calling", "writing", "again",
    "speaking", "with", "who", "your", "we", "i", "you", "it", "in", "on", "for", "to", "please", "из",
    "и", "мой", "от", "по", "с", "у", "вам", "вас", "я", "мы", "звоню", "пишу", "хочу", "хотел", "хотела",
    "von", "aus", "und", "bei", "vom", "der", "die", "das", "mein", "ich", "wir", "rufe",
    "kompaniyasidan", "firmasidan", "dan", "va", "bu", "sizga", "bo'laman", "bolaman", "از", "و", "هستم",
    "ام", "هست", "شماره", "است", "در", "با", "که", "من", "وأنا", "ورقمي", "رقمي", "ነኝ", "ነው", "እባላለሁ",
    "ይባላል", "ከ", "እና", "futhi", "ngivela", "ngisuka", "wase", "ngi", "de", "del", "y", "e", "et",
))  # fmt: skip
"""Words that end a name behind a phrase."""
