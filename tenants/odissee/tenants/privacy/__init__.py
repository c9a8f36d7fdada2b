"""Personal data (rules §13): how long each kind is kept, the purge of every night, erasing and handing over one person.

A duration is a dated choice with its source; the purge says what it did, and what it leaves to a person. Erasing
deletes what is free and restricts what law or proof keeps: the name stays where an invoice, a quote, a report or a
hand-over needs it, and nowhere else. Lines that are never rewritten stay as facts and lose what they say of the
person. Only the owner of the account erases or exports a person.
"""
