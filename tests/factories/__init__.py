"""Furnishing a company of the tests: real rows by the product's own acts, then marked words in every column."""
