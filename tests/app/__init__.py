"""The one command: real processes, real signals, real faults."""
