"""What stands between a start and the window: a passphrase to give, or a broken file to rescue."""
