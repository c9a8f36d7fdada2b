"""Documents: deposit, sorting, locks, hand-over, exports."""
