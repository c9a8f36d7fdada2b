"""OpenTelemetry, only where OTEL_EXPORTER_OTLP_ENDPOINT names a collector; otherwise spans cost nothing."""

from contextlib import AbstractContextManager
from typing import Any

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from odissee.platform.settings import settings

TRACER = trace.get_tracer("odissee")


def start_tracing(role: str) -> bool:
    """Send spans to the collector of the settings; False when there is none."""
    endpoint = settings().otel_endpoint
    if not endpoint:
        return False
    provider = TracerProvider(resource=Resource.create({"service.name": f"odissee-{role}"}))
    exporter = OTLPSpanExporter(endpoint=endpoint.rstrip("/") + "/v1/traces")
    provider.add_span_processor(BatchSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
    return True


def span(name: str, **attributes: str) -> AbstractContextManager[Any]:
    """A span around a request or a job; attributes are ids and kinds, never people."""
    return TRACER.start_as_current_span(name, attributes=attributes)
