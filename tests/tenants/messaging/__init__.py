"""Messages between colleagues, mentions in notes, the bell."""
