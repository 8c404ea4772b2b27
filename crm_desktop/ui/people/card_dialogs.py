"""Which dialog each wish of a card opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.ids import ContactId

if TYPE_CHECKING:
    from crm_desktop.ui.card.card_pane import CardPane
    from crm_desktop.ui.people.ports import PageDialogs


def open_dialogs(card: CardPane, dialogs: PageDialogs) -> None:
    """Let the card's wishes open dialogs, for as long as the card lives."""
    card.export_asked.connect(lambda key: dialogs.export_file((ContactId(key),)))
    card.share_asked.connect(lambda how, key: dialogs.share(how, (ContactId(key),)))
    card.history_asked.connect(lambda key: dialogs.card_history(ContactId(key), card.name))
    card.log_asked.connect(lambda draft: dialogs.log(draft.contact_ids, draft=draft))
    card.entry_opened.connect(lambda entry: dialogs.log(entry.contact_ids, entry=entry))
    card.plan_asked.connect(lambda key: dialogs.plan((ContactId(key),)))
    card.plan_begun.connect(lambda meeting: dialogs.plan(begun=meeting))
    card.appointment_opened.connect(lambda each: dialogs.plan((), each))
    card.attachments_asked.connect(dialogs.attachments)
    card.brief_asked.connect(lambda each: dialogs.brief(each.id))
    card.follow_up_asked.connect(lambda key: dialogs.follow_up(ContactId(key), card.name))
    card.follow_up_opened.connect(lambda each: dialogs.follow_up(each.contact_id, card.name, each))
