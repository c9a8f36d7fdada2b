"""Whoever runs the program sees routes and kinds, never people; the same id goes from the click to the job."""

import json
import logging
from typing import Any

import pytest

from odissee.platform.db import db
from odissee.platform.jobs import enqueue
from odissee.platform.observability.logs import JsonLines
from tests.browser_client import Visitor
from tests.companies import Company


async def test_health_answers_without_a_company(visitor: Visitor) -> None:
    assert (await visitor.get("/healthz")).json() == {"status": "ok"}
    assert (await visitor.get("/readyz")).json() == {"status": "ok", "postgres": True}


async def test_metrics_count_routes_as_declared_and_hold_no_address(visitor: Visitor) -> None:
    await visitor.get("/d/un-jeton-de-client")
    text = (await visitor.get("/metrics")).text
    assert 'odissee_requests_total{method="GET",route="/d/{token}",status="410"}' in text
    assert "un-jeton-de-client" not in text


async def test_a_request_is_one_line_without_the_clients_link(
    visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="odissee.requests"):
        await visitor.get("/d/un-jeton-de-client", headers={"X-Request-Id": "essai-12345678"})
    lines = [JsonLines().format(record) for record in caplog.records if record.name == "odissee.requests"]
    assert any(json.loads(line)["request_id"] == "essai-12345678" for line in lines)
    assert not any("un-jeton-de-client" in line for line in lines)


async def test_the_answer_and_the_job_bear_the_requests_id(sophie: Visitor, durand: Company) -> None:
    answer = await sophie.get("/dossiers", headers={"X-Request-Id": "abc-12345678"})
    assert answer.headers["x-request-id"] == "abc-12345678"
    async with db.tenant(durand.tenant_id) as tx:
        tx.state["request_id"] = "abc-12345678"
        id = await enqueue(tx, "kernel.ping", {}, "ping:observed")
        assert await tx.fetchval("select request_id from job where id = $1", id) == "abc-12345678"


async def test_a_made_up_request_id_is_replaced(visitor: Visitor) -> None:
    answer: Any = await visitor.get("/healthz", headers={"X-Request-Id": "<script>"})
    assert "<" not in answer.headers["x-request-id"]
