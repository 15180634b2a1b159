"""Where a study lives: encrypted database, recordings, vault, event log, migrations."""
