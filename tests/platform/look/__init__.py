"""The look: templates, style guide, islands in a real browser."""
