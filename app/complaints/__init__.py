"""Complaints: each point a record of its own, investigated, found on, answered and put right."""
