"""The letter engine: facts and templates become typed blocks, checks and a page. Knows paper, not people."""
