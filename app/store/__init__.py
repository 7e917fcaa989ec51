"""The shared database: engines, one transaction a verb, column types, guards, migrations."""
