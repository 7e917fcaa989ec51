"""The library: templates, clauses, standards, procedures and causes, each an immutable version."""
