"""Assembly: the web application, the worker, the command line, the supervisor, the demo data.

Imports everybody and is imported by nobody. `bootstrap.py` is run by path before the libraries exist.
"""
