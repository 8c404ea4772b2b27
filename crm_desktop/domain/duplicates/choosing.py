"""The things of which a card has one, as the cards have them, and which of several values is the better one.

The better name is the fuller one, in whole words and not all in capitals; the better birthday says more. The
source is that of the card that was there first: it is where the contact came from. A picture with more in it
is the better one; the greater importance counts, and who is not to be contacted on one card is not. Of all
else the value of the card that was changed last is taken, and of equal ones that of the card that is kept.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.contact import Name, Photo
from crm_desktop.domain.duplicates import plan
from crm_desktop.domain.duplicates.plan import CUSTOM, FieldChoice, Option
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.match_key import match_key
from crm_desktop.domain.partial_date import Calendar, PartialDate

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from crm_desktop.domain.contact import Contact

_NEVER: Final = datetime(1, 1, 1, tzinfo=UTC)
_Better = "Callable[[Contact, Option], tuple[object, ...]]"


def choices(contacts: Sequence[Contact]) -> tuple[FieldChoice, ...]:
    """What there is to choose or only to show, the better value taken; the first card is kept."""
    found = [
        _choice(plan.NAME, contacts, lambda c: c.name if c.name.display else None, _fuller_name),
        _choice(plan.NICKNAME, contacts, lambda c: c.name.nickname or None, _newer),
        _choice(plan.BIRTHDAY, contacts, lambda c: c.birthday, _more_exact),
        _choice(plan.PHOTO, contacts, lambda c: c.photo, _larger),
        _choice(plan.STATUS, contacts, lambda c: c.status or None, _newer),
        _choice(plan.SOURCE, contacts, lambda c: c.source or None, _older),
        _choice(plan.IMPORTANCE, contacts, _own_importance, _greater),
        _choice(plan.CADENCE, contacts, lambda c: c.cadence_days, _newer),
        _choice(plan.DO_NOT_CONTACT, contacts, lambda c: c.do_not_contact, _greater),
        *_custom(contacts),
    ]
    return tuple(one for one in found if one is not None)


def text_of_date(date: PartialDate) -> str:
    """A date with its unknown parts as question marks, its calendar named where it is not everybody's."""
    parts = (
        "????" if date.year is None else f"{date.year:04}",
        "??" if date.month is None else f"{date.month:02}",
        "??" if date.day is None else f"{date.day:02}",
    )
    named = "" if date.calendar is Calendar.GREGORIAN else f" ({date.calendar.value})"
    return "-".join(parts) + named


def _choice(
    what: str,
    contacts: Sequence[Contact],
    value_of: Callable[[Contact], object | None],
    better: Callable[[Contact, Option], tuple[object, ...]],
) -> FieldChoice | None:
    """None where no card has a value of it, or none but the one that is so without being said."""
    options: dict[Hashable, tuple[Option, tuple[object, ...]]] = {}
    for contact in contacts:
        value = value_of(contact)
        if value is None or contact.id is None:
            continue
        option = Option(contact.id, text_of(value), value)
        rank = better(contact, option)
        known = options.get(_key(value))
        if known is None or rank > known[1]:
            options[_key(value)] = (option if known is None else known[0], rank)
    if not options or (what == plan.DO_NOT_CONTACT and list(options) == [False]):
        return None
    ranks = [rank for _, rank in options.values()]
    best = max(range(len(ranks)), key=lambda at: (ranks[at], -at))
    return FieldChoice(what, tuple(option for option, _ in options.values()), best)


def text_of(value: object) -> str:
    """A value in plain English."""
    match value:
        case Name():
            return value.display
        case PartialDate():
            return text_of_date(value)
        case Photo():
            return f"{value.media_type}, {max(1, len(value.data) // 1024)} kB"
        case bool():
            return "yes" if value else "no"
        case Importance():
            return value.name.lower()
    return str(value)


def _key(value: object) -> Hashable:
    """Under which two values are the same: names and texts without regard to spaces, not to case."""
    match value:
        case Name():
            return " ".join(value.display.split())
        case str():
            return match_key(value)
        case Photo():
            return value.data
    return value


def _custom(contacts: Sequence[Contact]) -> Iterable[FieldChoice | None]:
    names: dict[str, str] = {}
    for contact in contacts:
        for value in contact.custom:
            names.setdefault(match_key(value.field), value.field)
    for key, name in names.items():

        def value_of(contact: Contact, key: str = key) -> str | None:
            return next((one.value for one in contact.custom if match_key(one.field) == key), None)

        yield _choice(CUSTOM + name, contacts, value_of, _newer)


def _own_importance(contact: Contact) -> Importance | None:
    return None if contact.importance is Importance.NORMAL else contact.importance


def _newer(contact: Contact, _option: Option) -> tuple[object, ...]:
    return (contact.updated_at or _NEVER,)


def _older(contact: Contact, _option: Option) -> tuple[object, ...]:
    return (-contact.created_at.timestamp() if contact.created_at is not None else 0.0,)


def _greater(_contact: Contact, option: Option) -> tuple[object, ...]:
    return (option.value,)


def _larger(_contact: Contact, option: Option) -> tuple[object, ...]:
    return (len(option.value.data) if isinstance(option.value, Photo) else 0,)


def _more_exact(contact: Contact, option: Option) -> tuple[object, ...]:
    date = option.value
    known = (
        sum(part is not None for part in (date.year, date.month, date.day))
        if isinstance(date, PartialDate)
        else 0
    )
    return (known, contact.updated_at or _NEVER)


def _fuller_name(contact: Contact, option: Option) -> tuple[object, ...]:
    name = option.value
    assert isinstance(name, Name)
    words = name.display.replace(".", ". ").split()
    whole = [word for word in words if len(word.strip(".")) > 1]
    text = name.display
    is_cased = not (text.isupper() or text.islower()) or text.upper() == text.lower()
    parts = sum(map(bool, name.parts))
    return (len(whole), len(words), is_cased, parts, len("".join(words)), contact.updated_at or _NEVER)
