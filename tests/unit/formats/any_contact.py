"""Hypothesis strategies: any contact that a person could have written, in any script."""

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

_NAMES = (
    "Абебе Бикила",
    "አበበ ቢቂላ",
    "王小明",
    "علی رضایی",
    "Nomvula Ngẹ́",
    'O\'Brien; \\n,"x"',
    "<b>x</b>",
    "a:b=c^n",
)
# What a person can type: no control characters, no halves of characters.
_letters = st.characters(exclude_categories=("Cs", "Cc"))
line = st.one_of(st.sampled_from(_NAMES), st.text(_letters, min_size=1, max_size=90))
maybe = st.one_of(st.just(""), line)
text = st.text(st.one_of(_letters, st.sampled_from('\n\n\t,;:\\"=')), max_size=200)
labels = st.one_of(st.sampled_from(("", "home", "work", "mobile", "fax", "work fax", "pager", "Work")), line)


@st.composite
def dates(draw: st.DrawFn) -> PartialDate:
    """Any date in any calendar, with any parts unknown."""
    calendar = draw(st.sampled_from(Calendar))
    part = st.one_of(st.none(), st.integers(1, 29))
    month = draw(st.one_of(st.none(), st.integers(1, 12)))
    year = draw(st.one_of(st.none(), st.integers(1, 9999)))
    found = PartialDate(year, month, draw(part) if month != 2 else draw(st.integers(1, 28)), calendar)
    return PartialDate(2000) if found.is_empty or found == PartialDate(1, 1, 1) else found


_e164 = st.from_regex(r"\+[1-9][0-9]{6,14}", fullmatch=True)
_photos = st.one_of(
    st.builds(
        Photo, st.just("image/jpeg"), st.binary(max_size=300).map(lambda data: b"\xff\xd8\xff\xe0" + data)
    ),
    st.builds(
        Photo, st.just("image/png"), st.binary(max_size=300).map(lambda data: b"\x89PNG\r\n\x1a\n" + data)
    ),
)
_property_names = st.sampled_from(("X-FOO", "GENDER", "X-PHONETIC-FIRST-NAME", "KEY", "LANG"))


@st.composite
def _extras(draw: st.DrawFn) -> ExtraProperty:
    name = draw(_property_names)
    group = draw(st.sampled_from(("", "item1.", "item2.")))
    parameters = draw(st.sampled_from(("", ";TYPE=work", ';X-A="b;c:d"', ";VALUE=uri")))
    return ExtraProperty(name, f"{group}{name}{parameters}:{draw(st.text(_letters, max_size=120))}")


contacts = st.builds(
    Contact,
    name=st.builds(Name, *(maybe for _ in range(7))),
    uid=st.one_of(st.uuids().map(str), line),
    phones=st.lists(st.builds(Phone, line, labels, st.one_of(st.none(), _e164)), max_size=3).map(tuple),
    emails=st.lists(st.builds(Email, line, labels), max_size=3).map(tuple),
    addresses=st.lists(st.builds(Address, labels, *(maybe for _ in range(5))), max_size=2).map(tuple),
    links=st.lists(st.builds(Link, line, labels), max_size=2).map(tuple),
    messengers=st.lists(
        st.builds(Messenger, line, st.one_of(st.sampled_from(("Telegram", "Skype", "")), line)), max_size=2
    ).map(tuple),
    roles=st.lists(
        st.builds(Role, maybe, maybe, maybe, st.one_of(st.none(), dates()), st.one_of(st.none(), dates())),
        max_size=3,
    ).map(tuple),
    dates=st.lists(
        st.builds(ImportantDate, st.one_of(st.sampled_from((BIRTHDAY, ANNIVERSARY, "")), line), dates()),
        max_size=3,
    ).map(tuple),
    photo=st.one_of(st.none(), _photos),
    tags=st.lists(line, max_size=3, unique=True).map(tuple),
    notes=text,
    facts=st.lists(text.filter(bool), max_size=2).map(tuple),
    source=maybe,
    status=maybe,
    importance=st.sampled_from(Importance),
    cadence_days=st.one_of(st.none(), st.integers(0, 4000)),
    paused_until=st.one_of(st.none(), st.dates()),
    declined_rhythm=st.one_of(st.none(), st.integers(1, 4000)),
    do_not_contact=st.booleans(),
    custom=st.lists(st.builds(CustomValue, line, text.filter(bool)), max_size=2).map(tuple),
    extra=st.lists(_extras(), max_size=3).map(tuple),
)
