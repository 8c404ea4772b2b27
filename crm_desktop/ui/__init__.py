"""The window. The only part of the program that knows Qt."""

from crm_desktop.ui.quick_imports import spare_sources

spare_sources()
