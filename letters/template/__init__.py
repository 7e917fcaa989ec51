"""Templates: front matter and CommonMark with fenced blocks, read once into nodes that are never parsed again."""
