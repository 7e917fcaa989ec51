"""The tables of the first version, room by room."""
