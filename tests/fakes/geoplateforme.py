"""A contract server for the Géoplateforme's address search: real HTTP, real answers, the real refusals.

Known addresses come from `data/ban_pairs.json`; any other text that names a commune is answered with the
commune, as the service does when it does not know the street. `server.mode` makes it ill.
"""

import csv
import gzip
import json
import time
from collections import defaultdict, deque
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

from odissee.platform.french import fold

HERE = Path(__file__).parent
COMMUNES = HERE.parents[1] / "tenants/odissee/tenants/geography/data/communes.csv.gz"
PER_SECOND = 50
MODES = ("well", "busy", "slow", "empty", "garbled", "broken", "html")


class FakeGeoplateforme(ThreadingHTTPServer):
    """`with FakeGeoplateforme() as server:` listens on a free port; `asked` keeps every request's parameters."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.mode = "well"
        self.retry_after = "5"
        self.latency = 5.0
        self.asked: list[dict[str, str]] = []
        self.moments: deque[float] = deque()
        Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/geocodage"

    def too_many(self) -> bool:
        now = time.monotonic()
        while self.moments and now - self.moments[0] > 1:
            self.moments.popleft()
        self.moments.append(now)
        return len(self.moments) > PER_SECOND

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class Answer(BaseHTTPRequestHandler):
    server: FakeGeoplateforme
    KNOWN: ClassVar[set[str]] = {
        "q", "limit", "autocomplete", "index", "postcode", "citycode", "type", "lat", "lon",
    }  # fmt: skip

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(url.query, keep_blank_values=True).items()}
        self.server.asked.append(asked)
        if url.path != "/geocodage/search":
            return self._send(404, {"code": 404, "message": "Not found"})
        if self.server.mode == "busy" or self.server.too_many():
            return self._send(429, {"code": 429}, {"retry-after": self.server.retry_after})
        if self.server.mode == "slow":
            time.sleep(self.server.latency)
        if refusal := _refusal(asked):
            return self._send(400, {"code": 400, "message": refusal})
        return self._answer(asked)

    def _answer(self, asked: dict[str, str]) -> None:
        bodies = {"garbled": b'{"type": "FeatureCollection", "featu', "html": b"<html>Maintenance</html>"}
        if self.server.mode in bodies:
            return self._raw(200, bodies[self.server.mode], {})
        if self.server.mode == "broken":
            return self._send(503, {"code": 503})
        found = [] if self.server.mode == "empty" else features(asked["q"], int(asked.get("limit", 5)))
        return self._send(200, {"type": "FeatureCollection", "features": found, "query": asked["q"]})

    def _send(self, status: int, body: Any, headers: dict[str, str] | None = None) -> None:
        self._raw(status, json.dumps(body).encode(), headers or {})

    def _raw(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            **headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except BrokenPipeError:
            self.close_connection = True

    def log_message(self, *_: Any) -> None:
        """Quiet: a test run is no log."""


def _refusal(asked: dict[str, str]) -> str:
    q = asked.get("q", "")
    if not 3 <= len(q) <= 200 or not q[0].isalnum():
        return "q must contain between 3 and 200 chars and start with a number or a letter"
    if not asked.get("limit", "5").isdigit() or not 1 <= int(asked.get("limit", "5")) <= 50:
        return "limit must be an integer between 1 and 50"
    unknown = asked.keys() - Answer.KNOWN
    return f"unknown parameter {unknown}" if unknown else ""


def features(q: str, limit: int) -> list[dict[str, Any]]:
    """Known addresses that begin like `q`, else the communes that it names."""
    wanted = _words(q)
    pairs = [pair for pair in _pairs() if _words(pair["raw"]).startswith(wanted)]
    return [_door(pair) for pair in pairs[:limit]] or [_town(*one) for one in _towns(wanted)[:limit]]


def _words(text: str) -> str:
    return " ".join(fold(text).replace(",", " ").split())


@cache
def _pairs() -> list[dict[str, Any]]:
    pairs: list[dict[str, Any]] = json.loads((HERE / "data/ban_pairs.json").read_text(encoding="utf-8"))
    return pairs


def _door(pair: dict[str, Any]) -> dict[str, Any]:
    properties = {
        key: value for key, value in pair.items() if key not in ("raw", "lon", "lat") and value != ""
    }
    properties["name"] = " ".join(filter(None, (pair["housenumber"], pair["street"]))) or pair["label"]
    return _feature(pair["lon"], pair["lat"], properties)


def _feature(lon: float, lat: float, properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature", "properties": properties,
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
    }  # fmt: skip


@cache
def _by_postcode() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    with gzip.open(COMMUNES, "rt", encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for row in rows:
            town = {"insee": row[0], "name": row[1], "people": row[8] or "0", "lat": row[9], "lon": row[10]}
            for postcode in row[3].split("|") if row[9] else ():
                found[postcode].append(town)
    return found


def _towns(wanted: str) -> list[tuple[dict[str, str], str, float]]:
    """The communes of the postcode whose name is in the text: the street is not known, the town is."""
    codes = [word for word in wanted.split() if len(word) == 5 and word.isdigit()]
    found = [
        (town, code, 0.55 if len(wanted.split()) > len(_words(town["name"]).split()) + 1 else 0.93)
        for code in codes for town in _by_postcode().get(code, ()) if _words(town["name"]) in wanted
    ]  # fmt: skip
    return sorted(found, key=lambda one: -len(one[0]["name"]))


def _town(town: dict[str, str], postcode: str, score: float) -> dict[str, Any]:
    properties = {
        "label": town["name"], "score": score, "id": town["insee"], "name": town["name"], "postcode": postcode,
        "citycode": town["insee"], "city": town["name"], "type": "municipality", "importance": 0.4,
    }  # fmt: skip
    return _feature(float(town["lon"]), float(town["lat"]), properties)
