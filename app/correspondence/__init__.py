"""A letter's life: drafted, checked, submitted, returned or approved, printed, posted, filed."""
