"""Consent: what people allow, and the link that withdraws."""
