"""Letters on the screen: written, approved, printed, posted, found again."""
