"""Conditions by a naive look at what is known of a contact: the second account of what a filter lists."""

from datetime import date, timedelta
from typing import Any as Anything

from crm_desktop.domain.appointment import AppointmentState
from crm_desktop.domain.consonants import query_consonants
from crm_desktop.domain.contact import BIRTHDAY, Contact
from crm_desktop.domain.custom_field import FieldType
from crm_desktop.domain.filters.condition import All, Condition, Not, Operator, Test
from crm_desktop.domain.filters.condition import Any as AnyOf
from crm_desktop.domain.filters.subjects import DATE_OF
from crm_desktop.domain.filters.texts import phone_has, phone_is, text_has, text_is, words_have
from crm_desktop.domain.fold import query_words
from crm_desktop.domain.match_key import match_key
from crm_desktop.domain.warmth import warmth
from crm_desktop.domain.yearly import Feb29, age_on, next_occurrence
from crm_desktop.store.search_index import contact_words, interaction_words
from tests.unit.store.filter_book import FIELDS, TODAY, ZONE, Life

_TYPES = {match_key(field.name): field.type for field in FIELDS}
_OPPOSITES = {
    Operator.IS_NOT: Operator.IS,
    Operator.LACKS: Operator.HAS,
    Operator.MISSING: Operator.KNOWN,
}


class Naive:
    """Looks at one book."""

    def __init__(self, lives: dict[int, Life], cadences: dict) -> None:
        self._lives = lives
        self._cadences = cadences

    def matching(self, condition: Condition) -> set[int]:
        """Whom the condition lists."""
        return {number for number, life in self._lives.items() if self.holds(condition, life)}

    def holds(self, condition: Condition, life: Life) -> bool:
        match condition:
            case Not(inner):
                return not self.holds(inner, life)
            case All(conditions):
                return all(self.holds(one, life) for one in conditions)
            case AnyOf(conditions):
                return any(self.holds(one, life) for one in conditions)
        return self._test(condition, life)

    def _test(self, test: Test, life: Life) -> bool:
        if (plain := _OPPOSITES.get(test.operator)) is not None:
            return not self._test(Test(test.subject, plain, test.value, test.custom), life)
        if test.custom:
            return self._of_field(test, life)
        if test.subject in ("name", "phone", "interaction"):
            return getattr(self, f"_{test.subject}")(test, life)
        if test.operator is Operator.KNOWN and test.subject in _KNOWN:
            return bool(_KNOWN[test.subject](life))
        if test.operator is Operator.KNOWN and test.subject.startswith(DATE_OF):
            return bool(_next_days(life.card, test.subject.removeprefix(DATE_OF)))
        values = self._values(test.subject, life)
        if test.operator is Operator.KNOWN:
            return any(value not in ("", None) for value in values)
        return any(_fits(value, test) for value in values if value is not None)

    def _values(self, subject: str, life: Life) -> list:
        if subject.startswith(DATE_OF):
            return _next_days(life.card, subject.removeprefix(DATE_OF))
        if subject in _COUNTS:
            return [len(_COUNTS[subject](life))]
        if subject in _OF_CARD:
            return _OF_CARD[subject](life.card)
        if subject in _OF_LIFE:
            return _OF_LIFE[subject](life)
        match subject:
            case "warmth":
                return [warmth(_since(life), self._cadence(life.card), TODAY).state.value]
            case "relationship":
                return [kind.value for kind, other in life.related if other in self._lives]
            case "related-to":
                return [self._lives[o].card.display_name for _, o in life.related if o in self._lives]
            case "relationships":
                return [sum(other in self._lives for _, other in life.related)]
        raise AssertionError(f"nobody looks at {subject}")

    def _cadence(self, card: Contact) -> int:
        if card.do_not_contact:
            return 0
        return self._cadences[card.importance] if card.cadence_days is None else card.cadence_days

    def _name(self, test: Test, life: Life) -> bool:
        if test.operator is Operator.KNOWN:
            return bool(life.card.name.display)
        if test.operator is Operator.IS:
            return text_is(life.card.display_name, test.value)
        return _sounds(contact_words(life.card)[0].split(), test.value)

    def _phone(self, test: Test, life: Life) -> bool:
        fits = {Operator.IS: phone_is, Operator.HAS: phone_has}.get(test.operator)
        return any(fits is None or fits(one.typed, one.e164, test.value) for one in life.card.phones)

    def _interaction(self, test: Test, life: Life) -> bool:
        if test.operator is Operator.KNOWN:
            return bool(life.talks)
        said = [interaction_words(t.text, t.came_for, t.offered, t.agreed) for t in life.talks]
        return any(words_have(words.split(), test.value) for words in said)

    def _of_field(self, test: Test, life: Life) -> bool:
        key = match_key(test.subject)
        values = [one.value for one in life.card.custom if match_key(one.field) == key]
        if test.operator is Operator.KNOWN:
            return bool(values)
        convert = {FieldType.NUMBER: float, FieldType.DATE: date.fromisoformat}.get(_TYPES.get(key))
        return any(_fits(convert(value) if convert else value, test) for value in values)


def _sounds(held: list[str], value: str) -> bool:
    if value.startswith("*"):
        return words_have(held, value)
    wanted = query_words(value)
    spelled = [(word, query_consonants(word) or word) for word in wanted]
    return bool(wanted) and all(any(word.startswith(pair) for word in held) for pair in spelled)


def _fits(value: Anything, test: Test) -> bool:
    if isinstance(value, str):
        return text_is(value, test.value) if test.operator is Operator.IS else text_has(value, test.value)
    if isinstance(value, bool):
        return value is (test.value == "yes")
    wanted: Anything = _day(test.value) if isinstance(value, date) else _number(test)
    match test.operator:
        case Operator.IS:
            return value == wanted
        case Operator.LESS:
            return value < wanted
        case Operator.AT_MOST:
            return value <= wanted
        case Operator.MORE:
            return value > wanted
        case Operator.AT_LEAST:
            return value >= wanted
    raise AssertionError(test)


def _number(test: Test) -> float:
    return (
        ("low", "normal", "high").index(test.value) + 1 if test.subject == "importance" else float(test.value)
    )


def _day(value: str) -> date:
    if value.startswith("today"):
        return TODAY + timedelta(days=int(value.removeprefix("today") or "0"))
    return date.fromisoformat(value)


def _now(card: Contact) -> list:
    return [role for role in card.roles if role.until is None]


def _since(life: Life) -> date:
    last = [talk.at for talk in life.talks if talk.kind.warms] or [life.card.created_at]
    return max(last).astimezone(ZONE).date()


def _last_contact(life: Life) -> list[date]:
    return [_since(life)] if any(talk.kind.warms for talk in life.talks) else []


def _latest(life: Life) -> list:
    return sorted(life.talks, key=lambda talk: (talk.at, talk.id))[-1:]


def _held(life: Life) -> list:
    return [meeting for meeting in life.meetings if meeting.state is not AppointmentState.CANCELLED]


def _planned(life: Life) -> list:
    planned = [meeting for meeting in life.meetings if meeting.state is AppointmentState.PLANNED]
    return [meeting for meeting in planned if meeting.ends_at.astimezone(ZONE).date() >= TODAY and (
        meeting.ends_at.astimezone(ZONE).replace(tzinfo=None) > _midnight())]  # fmt: skip


def _midnight() -> Anything:
    from datetime import datetime

    return datetime.combine(TODAY, datetime.min.time())


def _open(life: Life) -> list:
    return [promise for promise in life.promises if promise.done_at is None]


def _next_step(life: Life) -> list[date]:
    meetings = [max(m.starts_at.astimezone(ZONE).date(), TODAY) for m in _planned(life)]
    days = [promise.due for promise in _open(life)] + meetings
    return [min(days)] if days else []


def _born(card: Contact) -> list:
    return [noted.date for noted in card.dates if noted.label == BIRTHDAY]


def _next_days(card: Contact, label: str | None = None) -> list:
    dates = [d.date for d in card.dates if label is None or match_key(d.label) == match_key(label)]
    return [next_occurrence(one, TODAY, Feb29.FEB_28) for one in dates]


def _address(card: Contact) -> list[str]:
    return [
        "\n".join((a.street, a.city, a.region, a.postcode, a.country)).strip("\n") for a in card.addresses
    ]


_OF_CARD = {
    "given-name": lambda c: [c.name.given],
    "middle-name": lambda c: [c.name.middle],
    "family-name": lambda c: [c.name.family],
    "prefix": lambda c: [c.name.prefix],
    "suffix": lambda c: [c.name.suffix],
    "nickname": lambda c: [c.name.nickname],
    "email": lambda c: [email.address for email in c.emails],
    "address": _address,
    "street": lambda c: [a.street for a in c.addresses],
    "city": lambda c: [a.city for a in c.addresses],
    "region": lambda c: [a.region for a in c.addresses],
    "postcode": lambda c: [a.postcode for a in c.addresses],
    "country": lambda c: [a.country for a in c.addresses],
    "link": lambda c: [link.url for link in c.links],
    "messenger": lambda c: [one.handle for one in c.messengers],
    "company": lambda c: [role.company for role in _now(c)],
    "former-company": lambda c: [role.company for role in c.roles if role.until is not None],
    "title": lambda c: [role.title for role in _now(c)],
    "department": lambda c: [role.department for role in _now(c)],
    "tag": lambda c: list(c.tags),
    "source": lambda c: [c.source],
    "status": lambda c: [c.status],
    "notes": lambda c: [c.notes],
    "fact": lambda c: list(c.facts),
    "importance": lambda c: [int(c.importance)],
    "cadence": lambda c: [c.cadence_days],
    "do-not-contact": lambda c: [c.do_not_contact],
    "paused": lambda c: [c.paused_until is not None and c.paused_until > TODAY],
    "photo": lambda c: [c.photo is not None],
    "birthday": lambda c: [next_occurrence(one, TODAY, Feb29.FEB_28) for one in _born(c)[:1]],
    "age": lambda c: [age_on(one, TODAY) for one in _born(c)],
    "birthday-month": lambda c: [one.month for one in _born(c)],
    "birthday-day": lambda c: [one.day for one in _born(c)],
    "date": _next_days,
    "added": lambda c: [c.created_at.astimezone(ZONE).date()],
    "changed": lambda c: [c.updated_at.astimezone(ZONE).date()],
}
_OF_LIFE = {
    "last-contact": _last_contact,
    "silence": lambda life: [max(0, (TODAY - _since(life)).days)],
    "next-step": _next_step,
    "interaction-day": lambda life: [talk.at.astimezone(ZONE).date() for talk in life.talks],
    "kind": lambda life: [talk.kind.value for talk in life.talks],
    "outcome": lambda life: [talk.outcome and talk.outcome.value for talk in life.talks],
    "last-kind": lambda life: [talk.kind.value for talk in _latest(life)],
    "last-outcome": lambda life: [talk.outcome and talk.outcome.value for talk in _latest(life)],
    "follow-up": lambda life: [promise.text for promise in life.promises],
    "open-follow-up": lambda life: [promise.text for promise in _open(life)],
    "follow-up-day": lambda life: [promise.due for promise in _open(life)],
    "appointment": lambda life: [meeting.title for meeting in _held(life)],
    "appointment-day": lambda life: [m.starts_at.astimezone(ZONE).date() for m in _held(life)],
    "reviewed": lambda life: [life.reviewed],
}
_COUNTS = {
    "interactions": lambda life: life.talks,
    "appointments": _held,
    "planned-appointments": _planned,
    "follow-ups": lambda life: life.promises,
    "open-follow-ups": _open,
    "phones": lambda life: life.card.phones,
    "emails": lambda life: life.card.emails,
    "addresses": lambda life: life.card.addresses,
    "links": lambda life: life.card.links,
    "messengers": lambda life: life.card.messengers,
    "companies": lambda life: [role for role in _now(life.card) if role.company],
    "tags": lambda life: life.card.tags,
    "dates": lambda life: life.card.dates,
    "facts": lambda life: life.card.facts,
}
_KNOWN = {
    "birthday": lambda life: _born(life.card),
    "date": lambda life: life.card.dates,
    "photo": lambda life: life.card.photo,
}
