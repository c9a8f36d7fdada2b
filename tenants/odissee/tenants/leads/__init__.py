"""Requests for a quote that come by themselves: the public form, the box on the company's site, a partner (LEAD-03).

Each opens a dossier « À deviser » (LIST-09) with where it came from, or joins the one that the same person opened
for the same place a few days before. Nothing here shows or changes what the company knows of anybody: a known
address gives no answer that an unknown one would not. What was ticked is kept as consent with its words; asking for
a quote needs none.
"""
