"""Administration: what the office works by, read by everybody and changed by few."""
