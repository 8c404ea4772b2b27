"""Random cards and what can stand on them: every list long and short, in any script."""

from datetime import date

from hypothesis import strategies as st

from crm_desktop.domain.contact import (
    ANNIVERSARY,
    BIRTHDAY,
    Address,
    Contact,
    CustomValue,
    Email,
    ExtraProperty,
    ImportantDate,
    Link,
    Messenger,
    Name,
    Phone,
    Photo,
    Role,
)
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.partial_date import Calendar, PartialDate

NAMES = (
    "Иванов Сергей",
    "አበበ ቢቂላ",
    "كريم بن علي",
    "小明 王",
    "Oʻtkir Hoshimov",
    "Thandiwe Nkosi",
    "<b>x</b>",
    "",
)
COMPANIES = ("Acme", "acme", "Toʻqimachi", "ሱቅ")
TAGS = ("vip", "VIP", "family", "ደንበኛ")
FIELDS = ("shirt", "Shirt", "size")

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
names = st.builds(Name, full=st.sampled_from(NAMES), given=words, family=words, nickname=words)
phones = st.builds(
    Phone, st.sampled_from(("0911234567", "+251 91 123 4567", "12", "no digits", "")), st.just("work")
)
emails = st.builds(Email, st.sampled_from(("a@b.et", "A@B.et", "c@d.uz")), words)
addresses = st.builds(
    Address, label=st.just("home"), street=words, city=st.sampled_from(("Jimma", "Buxoro", ""))
)


def _partial(calendar: Calendar, year: int | None, month: int | None, day: int | None) -> PartialDate:
    return PartialDate(year, month, day, calendar)


partial_dates = st.builds(
    _partial,
    st.sampled_from(Calendar),
    st.none() | st.integers(1300, 2020),
    st.none() | st.integers(1, 12),
    st.none() | st.integers(1, 28),
)
roles = st.builds(
    Role, st.sampled_from(COMPANIES), words, st.just(""), st.none() | partial_dates, st.none() | partial_dates
)
dates = st.builds(ImportantDate, st.sampled_from((BIRTHDAY, ANNIVERSARY, "name day")), partial_dates)


def _several(items: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(items, max_size=3).map(tuple)


cards = st.builds(
    Contact,
    name=names,
    phones=_several(phones),
    emails=_several(emails),
    addresses=_several(addresses),
    links=_several(st.builds(Link, words)),
    messengers=_several(st.builds(Messenger, words, st.just("Telegram"))),
    roles=_several(roles),
    dates=_several(dates),
    photo=st.none() | st.builds(Photo, st.just("image/png"), st.binary(max_size=8)),
    tags=_several(st.sampled_from(TAGS)),
    notes=words,
    facts=_several(words),
    source=st.sampled_from(("", "market")),
    status=st.sampled_from(("", "lead", "customer")),
    importance=st.sampled_from(Importance),
    cadence_days=st.sampled_from((None, 0, 1, 30)),
    paused_until=st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    declined_rhythm=st.sampled_from((None, 7, 90)),
    do_not_contact=st.booleans(),
    custom=_several(st.builds(CustomValue, st.sampled_from(FIELDS), words)),
    extra=_several(st.builds(ExtraProperty, st.just("X-FOO"), words)),
)
days = st.dates(date(2025, 1, 1), date(2027, 12, 31))
