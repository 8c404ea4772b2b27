"""The user's preferences: typed, each with its default, kept in the data file so that they travel with it."""

from __future__ import annotations

from datetime import UTC, datetime, time
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.quiet import QuietTime
from crm_desktop.domain.yearly import Feb29

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from crm_desktop.services.ports import SettingStorage, UnitOfWork

T = TypeVar("T")

DEFAULT_STATUSES = ("lead", "customer", "partner", "personal", "former")


class Preference(Generic[T]):
    """A typed attribute of `Settings`. `read` makes the value from JSON and raises ValueError on nonsense."""

    def __init__(
        self, default: T, read: Callable[[Any], T], write: Callable[[T], object] = lambda value: value
    ):
        self.default = default
        self._read = read
        self._write = write
        self.name = ""

    def __set_name__(self, _owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, settings: None, owner: type) -> Preference[T]: ...
    @overload
    def __get__(self, settings: Settings, owner: type) -> T: ...
    def __get__(self, settings: Settings | None, owner: type) -> T | Preference[T]:
        if settings is None:
            return self
        stored = settings.stored(self.name)
        if stored is None:
            return settings.default(self)
        try:
            return self._read(stored)
        except (ValueError, TypeError):
            return settings.default(self)

    def can_be(self, stored: object) -> bool:
        """Whether it can be read from this JSON value."""
        try:
            self._read(stored)
        except (ValueError, TypeError):
            return False
        return True

    def __set__(self, settings: Settings, value: T) -> None:
        try:
            checked = self._read(self._write(value))
        except (ValueError, TypeError):
            raise UserError(f"“{value}” cannot be used for {self.name.replace('_', ' ')}.") from None
        settings.put(self.name, self._write(checked))


def _choice(*allowed: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in allowed:
            raise ValueError(value)
        return str(value)

    return read


def _between(low: int, high: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError(value)
        return value

    return read


_weekday = _between(1, 7)


def _names(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(name, str) for name in value):
        raise ValueError(value)
    return tuple(dict.fromkeys(clean for name in value if (clean := _text(name))))


def _text(value: Any) -> str:
    from crm_desktop.services.clean_text import line

    if not isinstance(value, str):
        raise ValueError(value)
    return line(value)


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(value)
    return value


def _lists_by_name(value: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise ValueError(value)
    return {str(name): tuple(map(str, texts)) for name, texts in value.items()}


def _wall_time(value: Any) -> time:
    at = time.fromisoformat(value)
    if at.tzinfo is not None:
        raise ValueError(value)
    return at


def _wall_time_or_none(value: Any) -> time | None:
    return None if value is None else _wall_time(value)


def _instant_or_none(value: Any) -> datetime | None:
    if value is None:
        return None
    at = datetime.fromisoformat(value)
    if at.tzinfo is None:
        raise ValueError(value)
    return at.astimezone(UTC)


def _instant_text(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _as_text(at: time | None) -> str | None:
    return None if at is None else time.isoformat(at)


def _weekdays(value: Any) -> tuple[int, ...]:
    if not isinstance(value, list | tuple):
        raise ValueError(value)
    return tuple(sorted({_weekday(day) for day in value}))


def _country(value: Any) -> str:
    text = str(value).upper()
    if len(text) != 2 or not text.isascii() or not text.isalpha():
        raise ValueError(value)
    return text


class Settings:
    """Every preference as an attribute; setting one keeps it at once and tells everyone."""

    theme = Preference("system", _choice("system", "light", "dark"))
    font_scale = Preference(100, _between(80, 200))
    language = Preference("", _text)
    country = Preference("US", _country)
    morning_time = Preference(time(9), _wall_time, time.isoformat)
    birthday_days_ahead = Preference(7, _between(0, 60))
    feb_29 = Preference(Feb29.FEB_28, Feb29, lambda choice: choice.value)
    appointment_lead = Preference(15, _between(0, 7 * 24 * 60))
    cadence_high = Preference(30, _between(0, 3650))
    cadence_normal = Preference(90, _between(0, 3650))
    cadence_low = Preference(180, _between(0, 3650))
    statuses: Preference[tuple[str, ...]] = Preference(DEFAULT_STATUSES, _names, list)
    close_to_tray = Preference(True, _truth)
    people_view = Preference("list", _choice("list", "table"))
    people_columns: Preference[tuple[str, ...]] = Preference(
        ("name", "company", "phone", "warmth", "last-contact"), _names, list
    )
    notifications = Preference(True, _truth)
    backup_folder = Preference("", _text)
    left_in = Preference("", _text)
    """A mark of the folder that the data was left in although it is synced or on a network drive."""
    checked_at: Preference[datetime | None] = Preference(None, _instant_or_none, _instant_text)
    asked_until: Preference[datetime | None] = Preference(None, _instant_or_none, _instant_text)
    """How each meeting that had ended by then went was asked once."""
    quiet_from: Preference[time | None] = Preference(None, _wall_time_or_none, _as_text)
    quiet_until: Preference[time | None] = Preference(None, _wall_time_or_none, _as_text)
    days_off: Preference[tuple[int, ...]] = Preference((), _weekdays, list)
    today_order: Preference[tuple[str, ...]] = Preference((), _names, list)
    sheet_columns: Preference[dict[str, tuple[str, ...]]] = Preference({}, _lists_by_name)
    """What the columns of imported sheets mean, by a name made from their headings."""
    triage_tags: Preference[tuple[str, ...]] = Preference((), _names, list)
    """The tags on the keys 1 to 9 while tidying up, in that order."""
    lock_after_minutes = Preference(0, _between(0, 24 * 60))
    """Without a key pressed or the mouse moved; 0 is never. It counts only where the data is encrypted."""
    paper_size = Preference("", _choice("", "a4", "letter", "a5"))
    """What is printed on; "" is what is usual where the user lives."""
    label_sheet = Preference("", _text)
    calendar_view = Preference("week", _choice("day", "week", "month", "list", "notebook"))
    work_from = Preference(time(9), _wall_time, time.isoformat)
    work_until = Preference(time(18), _wall_time, time.isoformat)
    calendar = Preference("gregorian", _choice("gregorian", "jalali", "ethiopian", "islamic"))

    DERIVING = frozenset({"cadence_high", "cadence_normal", "cadence_low", "feb_29", "birthday_days_ahead"})
    """Preferences on which derived rows hang: lists and waiting reminders are made anew."""

    def __init__(self, storage: SettingStorage, uow: UnitOfWork, default_country: Callable[[], str]) -> None:
        self._storage = storage
        self._uow = uow
        self._default_country = default_country
        self._values: dict[str, object] | None = None

    @property
    def cadences(self) -> Mapping[Importance, int]:
        """The default cadence of each importance, in days; 0 means none."""
        return {
            Importance.HIGH: self.cadence_high,
            Importance.NORMAL: self.cadence_normal,
            Importance.LOW: self.cadence_low,
        }

    @property
    def quiet_time(self) -> QuietTime:
        """When the desktop is left alone."""
        return QuietTime(self.quiet_from, self.quiet_until, self.days_off)

    def stored(self, name: str) -> object | None:
        """The JSON value of a preference, None where it was never set."""
        if self._values is None:
            self._values = self._storage.all()
        return self._values.get(name)

    def default(self, preference: Preference[T]) -> T:
        """What holds where nothing was set; the country is the system's."""
        if preference.name == "country":
            return self._country_here  # type: ignore[return-value]
        return preference.default

    @cached_property
    def _country_here(self) -> str:
        return self._default_country()

    def allows(self, name: str, value: object) -> bool:
        """Whether there is such a preference, and it can have this JSON value."""
        preference = getattr(type(self), name, None)
        return isinstance(preference, Preference) and preference.can_be(value)

    def forget(self) -> None:
        """The file changed elsewhere: read the preferences anew at the next use."""
        self._values = None

    def put(self, name: str, value: object) -> None:
        """Keep a checked JSON value."""
        if self.stored(name) == value:
            return
        before = dict(self._values or {})
        self._values = {**before, name: value}
        try:
            with self._uow(None) as tx:
                tx.settings.put(name, value)
                tx.tell_all(Kind.SETTING)
                if name in self.DERIVING:
                    tx.rebuild_days()
                    tx.tell_all(Kind.CONTACT)
        except BaseException:
            self._values = before
            raise
