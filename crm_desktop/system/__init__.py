"""The operating system: folders, clock, scheduler, notifications, log files, screen. No Qt, no SQL."""
