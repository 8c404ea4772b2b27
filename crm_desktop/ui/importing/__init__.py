"""Files in and out: preview, progress and result of an import; the export."""
