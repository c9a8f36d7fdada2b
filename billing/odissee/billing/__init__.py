"""Invoices, payments and the tamper-proof chain. It receives snapshots and never imports dossiers. Nothing is built yet."""
