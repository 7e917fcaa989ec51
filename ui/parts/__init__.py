"""Parts that several screens share and that know the office: the kit knows nothing of it."""
