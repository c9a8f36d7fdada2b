"""Names of channels, purposes, answers and sources, as people read them."""

CHANNELS = {"mail": "Mail", "sms": "SMS", "phone": "Téléphone"}
PURPOSES = {"renewal": "Fin de validité", "marketing": "Actualités et offres"}
ANSWERS = {"given": "D’accord", "withdrawn": "S’y oppose", "none": "Rien de noté"}
SOURCES = {"oral": "de vive voix", "written": "par écrit", "web": "sur le site"}
"""What a person may choose; the two others are written by the product itself."""
SOURCE_WORDS = SOURCES | {"link": "par le lien d’un mail", "undo": "ligne annulée"}
QUESTION = "Acceptez-vous que nous vous prévenions avant la fin de validité de vos diagnostics ?"
