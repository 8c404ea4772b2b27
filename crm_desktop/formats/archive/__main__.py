"""Writes the page about the format: python -m crm_desktop.formats.archive > docs/archive-format.md"""

import sys

from crm_desktop.formats.archive.schema import page

if __name__ == "__main__":
    sys.stdout.write(page())
