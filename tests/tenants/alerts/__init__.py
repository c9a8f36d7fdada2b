"""Alerts: what contacts are told of a dossier, by a choice or by rule."""
