"""The tour: the main job done as a person does it, through the real window, with a picture of every step."""
