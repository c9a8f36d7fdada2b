"""The appointment of a dossier, seen and changed from its page (DOSS-70): date, hour, length, technician, note.

One active appointment is changed here at a time; the database refuses two at one hour for one person. The planning
that searches comes apart, and so does the technicians' own calendar outside.
"""
