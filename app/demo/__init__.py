"""The invented office: people, cases and letters that nobody has, believable in each detail."""
