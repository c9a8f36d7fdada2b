"""Pages that explain: the keyboard, for whoever has no script or wants to read it calmly."""
