"""The Members tab: one search, one person's record, and every change of it."""
