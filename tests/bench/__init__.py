"""Measures against the budgets: each module has `async def run() -> dict` and is found by `./odissee bench`.

Each starts real processes (PostgreSQL, NATS, granian, worker) on a data folder of its own under var/bench, which
is kept from one run to the next because filling it takes minutes.
"""
