"""Lists of several cards as one, in the order of the cards, each thing once and as fully as it is said.

Keeps true: what stands in a list and is not said by another entry of it stays.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

from crm_desktop.domain.contact import Role
from crm_desktop.domain.fold import fold
from crm_desktop.domain.match_key import match_key
from crm_desktop.domain.phone import digits

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from crm_desktop.domain.contact import (
        Address,
        Email,
        ExtraProperty,
        ImportantDate,
        Link,
        Messenger,
        Phone,
    )
    from crm_desktop.domain.partial_date import PartialDate

T = TypeVar("T")

_BEYOND_NUMBER: Final = frozenset(",;#*")
PLAIN_LABELS: Final = frozenset(
    ("", "cell", "mobile", "home", "work", "main", "other", "voice", "pref", "internet", "fax", "pager")
)
"""Labels that programs put there themselves: nothing is lost with them."""


def united(items: Iterable[T], key: Callable[[T], Hashable], fill: Callable[[T, T], T]) -> tuple[T, ...]:
    """Each once; `fill` gives what the first says together with another one that is the same."""
    found: dict[Hashable, T] = {}
    for item in items:
        place = key(item)
        found[place] = fill(found[place], item) if place in found else item
    return tuple(found.values())


def phones(all_of_them: Iterable[Phone]) -> tuple[Phone, ...]:
    """By the international number; one with an extension is another one."""
    return united(
        all_of_them,
        phone_key,
        lambda mine, other: replace(_labelled(mine, other), e164=mine.e164 or other.e164),
    )


def phone_key(phone: Phone) -> Hashable:
    """Under which two phones are one."""
    number = phone.e164 or digits(phone.typed) or phone.typed
    leads_on = any(ch.isalpha() or ch in _BEYOND_NUMBER for ch in phone.typed)
    return (number, digits(phone.typed)) if leads_on else number


def emails(all_of_them: Iterable[Email]) -> tuple[Email, ...]:
    """Without regard to case."""
    return united(all_of_them, lambda one: match_key(one.address), _labelled)


def addresses(all_of_them: Iterable[Address]) -> tuple[Address, ...]:
    """Equal after folding; one that says less than another and nothing else is the same."""
    found = list(united(all_of_them, address_parts, _labelled))
    return tuple(one for one in found if not any(_says_less(one, other) for other in found))


def address_parts(one: Address) -> tuple[str, ...]:
    """The parts as they are compared."""
    return tuple(map(_plain, (one.street, one.city, one.region, one.postcode, one.country)))


def links(all_of_them: Iterable[Link]) -> tuple[Link, ...]:
    """Without regard to case and to a slash at the end."""
    return united(all_of_them, lambda one: one.url.casefold().rstrip("/"), _labelled)


def messengers(all_of_them: Iterable[Messenger]) -> tuple[Messenger, ...]:
    """The same handle on the same service."""
    return united(
        all_of_them, lambda one: (match_key(one.service), match_key(one.handle)), lambda mine, _other: mine
    )


def words(all_of_them: Iterable[str]) -> tuple[str, ...]:
    """Tags or facts, without regard to case."""
    return united(all_of_them, match_key, lambda mine, _other: mine)


def extras(all_of_them: Iterable[ExtraProperty]) -> tuple[ExtraProperty, ...]:
    """Lines of imported cards that are not the same."""
    return united(all_of_them, lambda one: one.raw, lambda mine, _other: mine)


def roles(all_of_them: Iterable[Role]) -> tuple[Role, ...]:
    """The same post at the same company; one without a title and dates is any other post there."""
    found: list[Role] = []
    for role in all_of_them:
        at = next((at for at, known in enumerate(found) if _same_post(known, role)), None)
        if at is None:
            found.append(role)
        else:
            found[at] = _joined(found[at], role)
    return tuple(found)


def dates(all_of_them: Iterable[ImportantDate]) -> tuple[ImportantDate, ...]:
    """The same date under the same label, the fuller one where one says less (no year)."""
    found: list[ImportantDate] = []
    for noted in all_of_them:
        at = next((at for at, known in enumerate(found) if _same_date(known, noted)), None)
        if at is None:
            found.append(noted)
        elif says_more(noted.date, found[at].date):
            found[at] = noted
    return tuple(found)


def says_more(one: PartialDate, other: PartialDate) -> bool:
    """Whether `one` is `other` with at least as many parts known."""
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    return one.calendar is other.calendar and all(theirs is None or mine == theirs for mine, theirs in pairs)


def notes(all_of_them: Iterable[str]) -> str:
    """One under the other with an empty line between; what another one contains, once."""
    found: list[str] = []
    for text in filter(None, all_of_them):
        if not any(_contains(known, text) for known in found):
            found = [known for known in found if not _contains(text, known)]
            found.append(text)
    return "\n\n".join(found)


def labels_lost(before: Sequence[T], after: Sequence[T], key: Callable[[T], Hashable]) -> list[tuple[T, str]]:
    """The labels, in the user's own words, that nothing in `after` has any more, each with what wears it."""
    kept = {(key(one), match_key(_label(one))) for one in after}
    lost = {
        (key(one), match_key(_label(one))): (one, _label(one))
        for one in before
        if match_key(_label(one)) not in PLAIN_LABELS and (key(one), match_key(_label(one))) not in kept
    }
    return list(lost.values())


def _plain(text: str) -> str:
    """Folded; what has no letters and digits as it is."""
    return fold(text) or match_key(text)


def _label(one: object) -> str:
    label: str = getattr(one, "label")  # noqa: B009 - of phones, addresses, links alike
    return label


def _labelled(mine: T, other: T) -> T:
    """With a label that says more than the one a program put there."""
    if (
        match_key(_label(mine)) in PLAIN_LABELS
        and _label(other)
        and match_key(_label(other)) not in PLAIN_LABELS
    ):
        return replace(mine, label=_label(other))  # type: ignore[type-var]
    return mine if _label(mine) else replace(mine, label=_label(other))  # type: ignore[type-var]


def _says_less(one: Address, other: Address) -> bool:
    mine, theirs = address_parts(one), address_parts(other)
    less = mine != theirs and all(not part or part == whole for part, whole in zip(mine, theirs, strict=True))
    return less and match_key(one.label) in (*PLAIN_LABELS, match_key(other.label))


def _same_post(one: Role, other: Role) -> bool:
    if match_key(one.company) != match_key(other.company):
        return False
    return all(
        not mine or not theirs or mine == theirs
        for mine, theirs in (
            (_plain(one.title), _plain(other.title)),
            (_plain(one.department), _plain(other.department)),
            (one.since, other.since),
            (one.until, other.until),
        )
    )


def _joined(one: Role, other: Role) -> Role:
    return Role(
        one.company,
        one.title or other.title,
        one.department or other.department,
        one.since or other.since,
        one.until or other.until,
    )


def _same_date(one: ImportantDate, other: ImportantDate) -> bool:
    if match_key(one.label) != match_key(other.label):
        return False
    return says_more(one.date, other.date) or says_more(other.date, one.date)


def _contains(text: str, part: str) -> bool:
    return f"\n{part}\n" in f"\n{text}\n"
