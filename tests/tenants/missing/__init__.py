"""Missing documents: asked, reminded, deposited, sent by mail."""
