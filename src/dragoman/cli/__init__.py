"""The command line: it translates, the rooms decide."""
