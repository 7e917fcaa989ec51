"""Working days and deadlines: whose calendar counts, and how a due date was worked out."""
