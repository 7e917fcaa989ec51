"""The window: knows the office, decides nothing."""
