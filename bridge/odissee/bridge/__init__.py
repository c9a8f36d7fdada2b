"""Everything that speaks with other programs: métier software, lead feeds, public API. Nothing is built yet."""
