"""The kernel: tenancy, identity, rights, transactions, jobs, journal, files, mail, SMS, PDF, web.

It imports nothing of ours above it. Every feature stands on three things found here: a tenant
transaction (`db`), a guarded page (`web`) and the queue of side effects (`jobs`).
"""
