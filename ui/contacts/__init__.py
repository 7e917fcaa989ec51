"""Log what was said in seconds, keep what was promised, put a matter down and pick it up again."""
