"""Side effects and background work: rows of `job`, written in the transaction that wants them.

`enqueue` is the only way out of a transaction. The relay publishes due rows to JetStream (transport only),
the worker claims each with a lease, runs its handler in one transaction of its company and marks it done in
that same transaction: effect once. A sweeper publishes again what is overdue, so the JetStream folder may be
deleted at any time. What comes back every day is declared with `daily`. Errors marked `permanent` stop at once; others come back with growing delay and jitter;
dead jobs stay visible. Fairness: at most `PER_COMPANY` jobs of one company are under way.
"""

from odissee.platform.jobs.daily import daily, plan_companies, plan_days
from odissee.platform.jobs.enqueue import enqueue, enqueue_many
from odissee.platform.jobs.handlers import HANDLERS, Job, job, progress
from odissee.platform.jobs.inbox import OtherBody, Replay, once

__all__ = [
    "HANDLERS",
    "Job",
    "OtherBody",
    "Replay",
    "daily",
    "enqueue",
    "enqueue_many",
    "job",
    "once",
    "plan_companies",
    "plan_days",
    "progress",
]
