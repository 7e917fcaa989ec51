"""Who works here, what each may do, and the frozen unit of work that every verb is given."""
