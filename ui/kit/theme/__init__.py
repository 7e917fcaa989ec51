"""How the window looks: tokens, type, grid, one style sheet."""
