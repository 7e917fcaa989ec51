"""What reads across rooms: a person's timeline, the history of fields, and the search over everything."""
