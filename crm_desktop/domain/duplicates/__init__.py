"""Who may be one person twice: what speaks for it and against it, and what becomes of two cards made one."""
