"""Writing a letter: its blocks edited in place, the checks beside them, the page as it will print."""
