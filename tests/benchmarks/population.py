"""A seeded town of invented people in many scripts: the same for every run and machine."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import (
    BIRTHDAY,
    Address,
    Contact,
    Email,
    ImportantDate,
    Name,
    Phone,
    Role,
)
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.interaction import InteractionKind, Outcome
from crm_desktop.domain.partial_date import PartialDate

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
LEAD = timedelta(minutes=15)
RUSHES = (NOW + timedelta(days=1, hours=3), NOW + timedelta(days=2, hours=3))
AT_ONCE = 200
"""So many meetings begin at each of the rushes; `LEAD` before, all their reminders are due together."""

_LATIN = ("ka", "be", "mo", "li", "sa", "ru", "to", "ne", "vi", "da", "ja", "ho", "mi", "pe", "zu", "ge")
_CYRILLIC = ("ка", "бе", "мо", "ли", "са", "ру", "то", "не", "ви", "да", "жа", "шо", "ми", "пе", "чу", "ге")
_ETHIOPIC = ("አ", "በ", "ተ", "ለ", "መ", "ሰ", "ረ", "ቀ", "ነ", "ከ", "ወ", "ዘ", "የ", "ደ", "ገ", "ጠ")
_ARABIC = ("کا", "بی", "مو", "لی", "سا", "رو", "تو", "نی", "وی", "دا", "جا", "هو", "می", "پی", "زو", "گل")
_HAN = tuple(
    "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁"
)
_SCRIPTS = ((_LATIN, 50), (_CYRILLIC, 18), (_ETHIOPIC, 12), (_ARABIC, 14), (_HAN, 6))
_TRADES = ("bakery", "tailor", "design", "repairs", "coffee", "carpets", "printing", "garden", "tea", "books")
_CITIES = (
    "Addis Ababa",
    "Tehran",
    "Tashkent",
    "Durban",
    "Köln",
    "Lyon",
    "Kyiv",
    "Chengdu",
    "Adama",
    "Shiraz",
)
_TAGS = ("regular", "wholesale", "friend", "market", "new", "school", "neighbour", "supplier")
_SAID = (
    "called about the order of {} coffee sets, wants them before the holiday",
    "met at the market and talked about {} new chairs",
    "sent the price list number {}",
    "came by for {} metres of cloth and paid in cash",
    "asked for a quote on {} leaflets, send it until Friday",
    "no answer, try again in {} days",
)


@dataclass(frozen=True, slots=True)
class Talk:
    """One interaction of the contact with the given place in the town."""

    person: int
    kind: InteractionKind
    at: datetime
    text: str
    outcome: Outcome | None


def people(count: int, seed: int = 7) -> Iterator[Contact]:
    """So many contacts; the first thousand of a large town are those of a small one."""
    for number in range(count):
        yield _person(number, random.Random(f"{seed}/{number}"))


def talks(count: int, each: int = 10, seed: int = 11) -> Iterator[Talk]:
    """`each` interactions with everyone in a town of `count`, oldest first."""
    dice = random.Random(seed)
    kinds, outcomes = list(InteractionKind), [*Outcome, None]
    total = count * each
    for number in range(total):
        at = NOW - timedelta(days=700) * (1 - number / total)
        text = dice.choice(_SAID).format(dice.randrange(2, 90))
        yield Talk(dice.randrange(count), dice.choice(kinds), at, text, dice.choice(outcomes))


def meetings(count: int, among: int) -> Iterator[Appointment]:
    """So many to come with a town of `among`: the rushes, and the rest evenly over two years."""
    rest = NOW + timedelta(days=3)
    apart = timedelta(days=730) / count
    for number in range(count):
        rush, of_it = divmod(number, AT_ONCE)
        start = RUSHES[rush] if rush < len(RUSHES) else rest + number * apart
        yield Appointment(
            title=f"Fitting number {number}",
            starts=start.replace(tzinfo=None, second=0, microsecond=0),
            zone="UTC",
            contact_ids=tuple({ContactId(1 + (number * step + of_it) % among) for step in (7, 13)}),
            uid=f"urn:bench:meeting:{number}",
            remind=(int(LEAD.total_seconds()) // 60,),
        )


def _person(number: int, dice: random.Random) -> Contact:
    syllables = dice.choices([script for script, _ in _SCRIPTS], [weight for _, weight in _SCRIPTS])[0]
    given, family = _word(syllables, dice, 1, 3), _word(syllables, dice, 2, 4)
    full = f"{family}{given}" if syllables is _HAN else f"{given} {family}"
    country, national = dice.choice(
        (("+251", "9"), ("+98", "912"), ("+998", "90"), ("+27", "82"), ("+49", "151"))
    )
    phones = [Phone(f"{country} {national} {dice.randrange(10**6, 10**7)}", "cell")]
    if dice.random() < 0.4:
        phones.append(Phone(f"0{national}{dice.randrange(10**6, 10**7)}", "work"))
    birthday = PartialDate(dice.randrange(1940, 2008), dice.randrange(1, 13), dice.randrange(1, 29))
    return Contact(
        uid=f"urn:bench:{number}",
        name=Name(full=full, given=given, family=family),
        phones=tuple(phones),
        emails=(Email(f"{_latin(given, family)}{number % 97}@example.com", "home"),)
        if dice.random() < 0.7
        else (),
        roles=(Role(f"{family} {dice.choice(_TRADES)}", "owner"),) if dice.random() < 0.5 else (),
        addresses=(Address("home", f"Street {number % 900}", dice.choice(_CITIES)),)
        if dice.random() < 0.6
        else (),
        dates=(ImportantDate(BIRTHDAY, birthday),) if dice.random() < 0.4 else (),
        tags=(dice.choice(_TAGS),) if dice.random() < 0.5 else (),
        notes=f"Likes {dice.choice(_TRADES)} and asks for number {number}" if dice.random() < 0.3 else "",
        status=dice.choice(("lead", "customer", "customer", "partner", "personal", "")),
        cadence_days=dice.choice((None, None, 14, 30, 90)),
    )


def _word(syllables: tuple[str, ...], dice: random.Random, low: int, high: int) -> str:
    if syllables is _HAN:
        return "".join(dice.choice(syllables) for _ in range(min(high, 2)))
    return "".join(dice.choice(syllables) for _ in range(dice.randint(low, high))).capitalize()


def _latin(given: str, family: str) -> str:
    from crm_desktop.domain.fold import fold

    return f"{fold(given)}.{fold(family)}".replace(" ", "")
