"""The proof: tests mirror the packages and read as sentences about people."""
