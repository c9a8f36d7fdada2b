"""Outside services that we can run: each refuses what the real one refuses."""
