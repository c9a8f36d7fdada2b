"""Catalogue and prices, driven through their pages and checked to the cent."""
