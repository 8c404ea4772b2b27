"""Handing a contact on: a code for a phone, the clipboard, a card to drag out or to save."""
