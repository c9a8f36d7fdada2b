"""PDF of the quotes, by the worker: the newest at once, the others at leisure, so that the first start stays quick."""

from datetime import timedelta

from odissee.app.demo.world import World

AT_ONCE = 8
EVERY = timedelta(seconds=20)
KIND = "quote.print"


def print_later(world: World) -> None:
    """One job for each quote, in its own time; the newest first."""
    newest = sorted(world.rows["quote_version"], key=lambda version: version["sent_at"], reverse=True)
    for place, version in enumerate(newest):
        waits = EVERY * max(0, place - AT_ONCE)
        world.rows["job"].append(
            {
                "id": world.chance.id_at(world.now), "kind": KIND, "state": "ready", "attempts": 0,
                "created_at": world.now, "not_before": world.now + timedelta(hours=1) + waits if place >= AT_ONCE else world.now,
                "payload": {"version": str(version["id"])}, "dedup_key": f"{KIND}:{version['id']}", "last_error": None,
                "started_at": None,
            }
        )  # fmt: skip
