"""The day's post: what is approved goes to the printer, into the bag, and off the list."""
