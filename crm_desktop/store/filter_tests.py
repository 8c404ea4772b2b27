"""Every subject of filters as SQL over a row of `contact_summary`; a test compares with the domain's list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from crm_desktop.domain.contact import BIRTHDAY
from crm_desktop.domain.custom_field import FieldType
from crm_desktop.domain.filters.condition import Operator
from crm_desktop.domain.filters.days import day_on
from crm_desktop.domain.filters.subjects import DATE_OF
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.match_key import match_key
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.domain.warmth import WarmthState
from crm_desktop.store.filter_pieces import (
    COMPARED,
    as_number,
    choice_of,
    counted,
    day,
    day_of,
    indexed,
    instant_of,
    number_of,
    text,
    yes_no,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm_desktop.domain.filters.condition import Test
    from crm_desktop.store.filter_pieces import Asked, Make, Piece

_CONTACT = "SELECT id FROM contact WHERE"
_ADDRESS = "SELECT contact_id FROM address WHERE"
_ROLE = "SELECT contact_id FROM role WHERE until IS NULL AND"
_WORKS = "SELECT contact_id FROM role JOIN company ON company.id = company_id WHERE"
_TALK = "SELECT contact_id FROM interaction_contact"
_TALKED = f"{_TALK} JOIN interaction ON interaction.id = interaction_id WHERE"
_PROMISE = "SELECT contact_id FROM follow_up WHERE contact_id IS NOT NULL"
_MEETING = (
    "SELECT contact_id FROM appointment_contact JOIN appointment ON appointment.id = appointment_id"
    " WHERE state <> 'cancelled'"
)
_BORN = f"SELECT contact_id FROM important_date WHERE label = '{BIRTHDAY}' AND"
_RELATED = (
    "SELECT one FROM (SELECT contact_id AS one, kind, other_id AS other, 0 FROM relationship"
    " UNION SELECT other_id, kind, contact_id, 1 FROM relationship)"
    " CROSS JOIN contact_summary ON contact_summary.contact_id = other"  # in this order
)
_RELATED_AS = (
    "contact_id IN (SELECT contact_id FROM relationship"
    " WHERE kind = ? AND other_id IN (SELECT contact_id FROM contact_summary)"
    " UNION ALL SELECT other_id FROM relationship"
    " WHERE kind = ? AND contact_id IN (SELECT contact_id FROM contact_summary))"
)
_FACTS = "SELECT contact.id FROM contact, json_each(facts) WHERE facts <> '[]'"
_NAMES = "SELECT rowid FROM contact_search WHERE {}"
_SAID = (
    "SELECT contact_id FROM interaction_contact WHERE interaction_id IN"
    " (SELECT rowid FROM interaction_search WHERE {})"
)
_IS_NAMED = "full_name || prefix || given || middle || family || suffix || nickname <> ''"

_in_names = indexed(_NAMES, "contact_search.name", sounding=True)
_in_talks = indexed(_SAID, "interaction_search.words")


def _name(test: Test, asked: Asked) -> Piece | None:
    match test.operator:
        case Operator.HAS:
            return _in_names(test.value)
        case Operator.IS:
            return "text_key(name) = ?", (match_key(test.value),)
        case Operator.KNOWN:
            return f"contact_id IN ({_CONTACT} {_IS_NAMED})", ()
    return None


def _phone(test: Test, asked: Asked) -> Piece | None:
    found = {Operator.KNOWN: "1", Operator.IS: "phone_is(typed, e164, ?)", Operator.HAS: _HAS_DIGITS}
    condition = found.get(test.operator)
    if condition is None:
        return None
    values = (test.value,) if "?" in condition else ()
    return f"contact_id IN (SELECT contact_id FROM phone WHERE {condition})", values


_HAS_DIGITS = "phone_has(typed, e164, ?)"


def _interaction(test: Test, asked: Asked) -> Piece | None:
    if test.operator is Operator.KNOWN:
        return f"contact_id IN ({_TALK})", ()
    return _in_talks(test.value) if test.operator is Operator.HAS else None


def _importance(test: Test, asked: Asked) -> Piece | None:
    level = next((level for level in Importance if level.name.lower() == test.value), None)
    sign = COMPARED.get(test.operator)
    return None if level is None or sign is None else (f"importance {sign} ?", (int(level),))


def _warmth(test: Test, asked: Asked) -> Piece | None:
    if test.operator is not Operator.IS:
        return None
    today = asked.today.toordinal()
    match test.value:
        case WarmthState.NONE:
            return "cadence = 0", ()
        case WarmthState.WARM:
            return "coalesce(cooling_on > ?, 0)", (today,)
        case WarmthState.COOLING:
            return "coalesce(cooling_on <= ? AND cold_on > ?, 0)", (today, today)
        case WarmthState.COLD:
            return "coalesce(cold_on <= ? AND lost_on > ?, 0)", (today, today)
        case WarmthState.LOST:
            return "coalesce(lost_on <= ?, 0)", (today,)
    return None


_of_tag = text(
    "SELECT contact_id FROM contact_tag WHERE tag_id IN (SELECT id FROM tag WHERE", "name", tail=")"
)


def _tag(test: Test, asked: Asked) -> Piece | None:
    return ("tags <> '[]'", ()) if test.operator is Operator.KNOWN else _of_tag(test, asked)


def _silence(test: Test, asked: Asked) -> Piece | None:
    days, sign = as_number(test.value), COMPARED.get(test.operator)
    if days is None or sign is None:
        return None
    return f"max(0, ? - since) {sign} ?", (asked.today.toordinal(), days)


def _birthday(test: Test, asked: Asked) -> Piece | None:
    if test.operator is Operator.KNOWN:
        return f"contact_id IN ({_BORN} 1)", ()
    return day("birthday_on")(test, asked)


def _age(test: Test, asked: Asked) -> Piece | None:
    age, today = "age(year, month, day, calendar, ?)", asked.today.toordinal()
    if test.operator is Operator.KNOWN:
        return f"contact_id IN ({_BORN} {age} IS NOT NULL)", (today,)
    years, sign = as_number(test.value), COMPARED.get(test.operator)
    if years is None or sign is None:
        return None
    return f"contact_id IN ({_BORN} {age} {sign} ?)", (today, years)


def date_of(test: Test, asked: Asked) -> Piece | None:
    """The next day of an important date: of any, or of those with a label."""
    label = test.subject.removeprefix(DATE_OF) if test.subject.startswith(DATE_OF) else None
    labels = () if label is None else (match_key(label),)
    source = "SELECT contact_id FROM important_date WHERE" + (" text_key(label) = ? AND" if labels else "")
    if test.operator is Operator.KNOWN:
        return f"contact_id IN ({source} 1)", labels
    day, sign = day_on(test.value, asked.today), COMPARED.get(test.operator)
    if day is None or sign is None:
        return None
    comes = "next_day(year, month, day, calendar, ?, ?)"
    today = (asked.today.toordinal(), asked.feb_29.value)
    return f"contact_id IN ({source} {comes} {sign} ?)", (*labels, *today, day)


def _relationship(test: Test, asked: Asked) -> Piece | None:
    if test.operator is Operator.KNOWN:
        return f"contact_id IN ({_RELATED})", ()
    if test.operator is not Operator.IS or test.value not in set(RelationshipKind):
        return None
    kind = RelationshipKind(test.value)
    return _RELATED_AS, (kind.value, kind.inverse.value)


def _planned(test: Test, asked: Asked) -> Piece | None:
    # As the next step has it: a meeting of today is, until midnight.
    midnight = asked.midnight(asked.today.toordinal())
    return counted(f"{_MEETING} AND state = 'planned' AND starts_at + minutes * 60 > {midnight}")(test, asked)


def _last(column: str) -> Make:
    latest = (
        f"(SELECT {column} FROM interaction WHERE id = (SELECT interaction_id FROM interaction_contact"
        " WHERE interaction_contact.contact_id = contact_summary.contact_id"
        " ORDER BY interaction_contact.at DESC, interaction_id DESC LIMIT 1))"
    )

    def make(test: Test, asked: Asked) -> Piece | None:
        if test.operator is Operator.KNOWN:
            return f"{latest} IS NOT NULL", ()
        return (f"{latest} IS ?", (test.value,)) if test.operator is Operator.IS else None

    return make


def custom_field(test: Test, asked: Asked) -> Piece | None:
    """One of the user's own fields; of one that is not there nobody has a value."""
    found = asked.database.row(
        "SELECT id, type FROM custom_field WHERE match_key = ?", (match_key(test.subject),)
    )
    if found is None:
        return None
    source = f"SELECT contact_id FROM custom_value WHERE field_id = {int(found[0])} AND"
    sign = COMPARED.get(test.operator)
    if sign and found[1] == FieldType.NUMBER:
        return number_of(source, "CAST(value AS REAL)")(test, asked)
    if sign and found[1] == FieldType.DATE:
        day = day_on(test.value, asked.today)
        if day is None:
            return None
        return f"contact_id IN ({source} value {sign} ?)", (date.fromordinal(day).isoformat(),)
    return text(source, "value", index="details")(test, asked)


def _cell(column: str, index: str = "details") -> Make:
    return text(_CONTACT, column, index=index)


def _of_role(column: str) -> Make:
    return text(_ROLE, column, index="details")


def _of_address(column: str) -> Make:
    return text(_ADDRESS, column, index="details")


_WHOLE_ADDRESS = " || char(10) || ".join(("street", "city", "region", "postcode", "country"))

TESTS: Mapping[str, Make] = {
    "name": _name,
    "given-name": _cell("given", "name"),
    "middle-name": _cell("middle", "name"),
    "family-name": _cell("family", "name"),
    "prefix": _cell("prefix", "name"),
    "suffix": _cell("suffix", "name"),
    "nickname": _cell("nickname", "name"),
    "phone": _phone,
    "email": text("SELECT contact_id FROM email WHERE", "address", index="details", key="match_key"),
    "address": text(
        _ADDRESS, _WHOLE_ADDRESS, index="details",
        known="street || city || region || postcode || country <> ''",
    ),
    **{part: _of_address(part) for part in ("street", "city", "region", "postcode", "country")},
    "link": text("SELECT contact_id FROM link WHERE kind = 'link' AND", "value", index="details"),
    "messenger": text(
        "SELECT contact_id FROM link WHERE kind = 'messenger' AND", "value", index="details"
    ),
    "company": text(f"{_WORKS} until IS NULL AND", "name", index="details", key="match_key"),
    "former-company": text(f"{_WORKS} until IS NOT NULL AND", "name", index="details", key="match_key"),
    "title": _of_role("title"),
    "department": _of_role("department"),
    "tag": _tag,
    "source": _cell("source"),
    "status": _cell("status"),
    "notes": _cell("notes", "notes"),
    "fact": text(f"{_FACTS} AND", "value", index="notes"),
    "importance": _importance,
    "cadence": number_of(_CONTACT, "cadence_days"),
    "do-not-contact": yes_no("contact_id IN (SELECT id FROM contact WHERE do_not_contact)"),
    "paused": yes_no("paused_until > ?", today=True),
    "photo": yes_no("has_photo"),
    "birthday": _birthday,
    "age": _age,
    "birthday-month": number_of(_BORN, "month"),
    "birthday-day": number_of(_BORN, "day"),
    "date": date_of,
    "added": instant_of("SELECT contact_id FROM contact_summary WHERE", "added"),
    "changed": instant_of(_CONTACT, "updated_at"),
    "warmth": _warmth,
    "last-contact": day("CASE WHEN last_contact IS NOT NULL THEN since END"),
    "silence": _silence,
    "next-step": day("next_step"),
    "relationship": _relationship,
    "related-to": text(f"{_RELATED} WHERE", "name"),
    "interaction": _interaction,
    "interaction-day": instant_of(f"{_TALK} WHERE", "at"),
    "kind": choice_of(_TALKED, "kind"),
    "outcome": choice_of(_TALKED, "outcome"),
    "last-kind": _last("kind"),
    "last-outcome": _last("outcome"),
    "follow-up": text(f"{_PROMISE} AND", "text"),
    "open-follow-up": text(f"{_PROMISE} AND done_at IS NULL AND", "text"),
    "follow-up-day": day_of(f"{_PROMISE} AND done_at IS NULL AND", "due"),
    "appointment": text(f"{_MEETING} AND", "title"),
    "appointment-day": instant_of(f"{_MEETING} AND", "starts_at"),
    "interactions": counted(_TALK),
    "appointments": counted(_MEETING),
    "planned-appointments": _planned,
    "follow-ups": counted(_PROMISE),
    "open-follow-ups": counted(f"{_PROMISE} AND done_at IS NULL"),
    **{f"{table}s": counted(f"SELECT contact_id FROM {table}") for table in ("phone", "email")},
    "addresses": counted("SELECT contact_id FROM address"),
    "links": counted("SELECT contact_id FROM link WHERE kind = 'link'"),
    "messengers": counted("SELECT contact_id FROM link WHERE kind = 'messenger'"),
    "companies": counted(f"{_WORKS} until IS NULL AND name <> ''"),
    "tags": counted("SELECT contact_id FROM contact_tag"),
    "dates": counted("SELECT contact_id FROM important_date"),
    "facts": counted(_FACTS, "contact.id"),
    "relationships": counted(_RELATED, "one"),
    "reviewed": day_of("SELECT contact_id FROM reviewed WHERE", "on_day"),
}  # fmt: skip
"""How each is asked for; conditions of custom fields and of single dates are made above."""
