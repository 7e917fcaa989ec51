"""How the tables came to be: one baseline, re-made freely until an office exists, then a step a change."""
