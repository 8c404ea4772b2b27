"""The command line over the services: for scripts, for help on a broken machine, and for tests."""
