"""The approval desk: what waits, the page, what speaks for and against it."""
