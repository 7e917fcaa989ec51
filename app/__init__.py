"""What the office knows and may do: no Qt, no drawing."""
