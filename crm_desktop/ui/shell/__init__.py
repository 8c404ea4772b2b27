"""The window around the pages: side bar, page stack, actions, undo, tray, closing."""
