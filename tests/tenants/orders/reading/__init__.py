"""Reading pasted texts and mails (OUR-15)."""
