"""Persons and organisations, how to reach them, their memberships, who speaks for them, and what to mind."""
