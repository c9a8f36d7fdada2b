"""What whoever runs Odissée sees: logs without personal data, counters, traces when a collector is configured.

A request has an id (given by the proxy or made here); the jobs that it asks for carry it, so that one id
follows a quote from the click to the mail. Metrics and traces name routes and kinds, never people.
"""

from odissee.platform.observability.logs import start_logging
from odissee.platform.observability.metrics import JOBS, REQUESTS, SECONDS, measured
from odissee.platform.observability.tracing import span, start_tracing

__all__ = ["JOBS", "REQUESTS", "SECONDS", "measured", "span", "start_logging", "start_tracing"]
