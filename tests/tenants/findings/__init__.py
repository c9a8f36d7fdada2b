"""Findings: conclusions, validities, label, samples, as their users meet them."""
