"""The parts that pages are built of: background calls, tables, forms, notices, theme."""
