"""Requests for a quote that come by themselves."""
