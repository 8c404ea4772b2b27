"""The palette (Ctrl+K): one box that finds, goes, does and adds."""
