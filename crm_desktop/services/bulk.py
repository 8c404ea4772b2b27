"""What is done to many contacts at once: one undo step, under a label that says to how many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.changes import Label
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.match_key import match_key
from crm_desktop.services.clean_text import line
from crm_desktop.services.local_day import local_today

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from crm_desktop.domain.ids import ContactId
    from crm_desktop.domain.importance import Importance
    from crm_desktop.services.ports import Clock, ContactReads, FieldReads, UnitOfWork

LONGEST_CADENCE = 36500


class BulkCommands:
    """The commands of the contact book for a selection, of one or of all."""

    _uow: UnitOfWork
    _reads: ContactReads
    _fields: FieldReads
    _clock: Clock

    def tag(self, ids: Sequence[ContactId], name: str, *, origin: object | None = None) -> None:
        """Put a tag on contacts. Raises UserError for an empty name."""
        clean = " ".join(line(name).split())
        if not clean:
            raise UserError("A tag needs a name.")
        with self._uow(self._about("Tag", ids), origin=origin) as tx:
            tx.contacts.add_tag(ids, clean)

    def untag(self, ids: Sequence[ContactId], name: str, *, origin: object | None = None) -> None:
        """Take a tag off contacts."""
        with self._uow(self._about("Untag", ids), origin=origin) as tx:
            tx.contacts.remove_tag(ids, name)

    def set_cadence(
        self, ids: Sequence[ContactId], days: int | None, *, origin: object | None = None
    ) -> None:
        """How often to be in touch: None takes the default, 0 means "don't remind"."""
        self._set(ids, "cadence_days", checked_cadence(days), "Set the cadence of", origin)

    def set_status(self, ids: Sequence[ContactId], status: str, *, origin: object | None = None) -> None:
        """Lead, customer, or whatever the user's list says."""
        self._set(ids, "status", line(status), "Set the status of", origin)

    def set_source(self, ids: Sequence[ContactId], source: str, *, origin: object | None = None) -> None:
        """Where the contacts heard of the user."""
        self._set(ids, "source", line(source), "Set the source of", origin)

    def set_importance(
        self, ids: Sequence[ContactId], importance: Importance, *, origin: object | None = None
    ) -> None:
        """How much the contacts matter."""
        self._set(ids, "importance", int(importance), "Set the importance of", origin)

    def set_do_not_contact(
        self, ids: Sequence[ContactId], value: bool, *, origin: object | None = None
    ) -> None:
        """Never suggest the contacts, nor remind of them."""
        self._set(ids, "do_not_contact", int(value), "Set “do not contact” of", origin)

    def pause(self, ids: Sequence[ContactId], until: date | None, *, origin: object | None = None) -> None:
        """Remind of nobody of these for being cold before a local day; with None, go on reminding.

        Raises UserError for a day that is not still to come.
        """
        if until is not None and until <= local_today(self._clock):
            raise UserError("Choose a day that is still to come.")
        verb = "Go on reminding of" if until is None else "Pause"
        self._set(ids, "paused_until", until.toordinal() if until else None, verb, origin)

    def decline_rhythm(self, contact_id: ContactId, days: int, *, origin: object | None = None) -> None:
        """The user does not want the rhythm of so many days that was proposed."""
        self._set([contact_id], "declined_rhythm", days, "Keep the cadence of", origin)

    def set_company(self, ids: Sequence[ContactId], company: str, *, origin: object | None = None) -> None:
        """Where the contacts work now, as if it were written over the company on each card.

        The role they have stays with its title, its department and its beginning; who has none gets one, and
        roles that ended stay as they are. With no company, a role of which nothing else is known goes.
        """
        with self._uow(self._about("Set the company of", ids), origin=origin) as tx:
            tx.contacts.set_company(ids, line(company))

    def set_field(
        self, ids: Sequence[ContactId], field: str, value: str, *, origin: object | None = None
    ) -> None:
        """The value of one of the user's own fields; with no value, it is taken away.

        Raises UserError for a field that there is not, and for a value that it cannot hold.
        """
        from crm_desktop.domain.custom_field import canonical

        key = match_key(field)
        known = next((one for one in self._fields.all() if match_key(one.name) == key), None)
        if known is None or known.id is None:
            raise UserError(f"There is no field “{line(field)}”.")
        text = canonical(known, line(value))
        label = self._about("Set {field} of", ids, {"field": known.name})
        with self._uow(label, origin=origin) as tx:
            tx.contacts.set_value(ids, known.id, text)

    def _set(
        self, ids: Sequence[ContactId], column: str, value: str | int | None, verb: str, origin: object | None
    ) -> None:
        with self._uow(self._about(verb, ids), origin=origin) as tx:
            tx.contacts.set_column(ids, column, value)

    def _about(self, verb: str, ids: Sequence[ContactId], values: Mapping[str, str] | None = None) -> Label:
        """The label of a command on these contacts: by name for one, by number for many."""
        if len(ids) != 1:
            return Label(verb + " {count} contacts", {**(values or {}), "count": len(ids)})
        found = self._reads.load(ids)
        return Label(verb + " {name}", {**(values or {}), "name": found[0].display_name if found else ""})


def checked_cadence(days: int | None) -> int | None:
    """The cadence, if it is one. Raises UserError."""
    if days is not None and not 0 <= days <= LONGEST_CADENCE:
        raise UserError(f"A cadence is a number of days from 0 (never) to {LONGEST_CADENCE}.")
    return days
