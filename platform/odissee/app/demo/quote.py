"""The quote of a dossier: its frozen snapshot, its number in the order of sending, its answer in the chain of proofs."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from odissee.app.demo import names
from odissee.app.demo.mission import Mission
from odissee.app.demo.story import Story
from odissee.app.demo.world import Colleague, World
from odissee.tenants.companies.numbers import number_of, prefix_of
from odissee.tenants.quotes.addressee import Addressee, addressee
from odissee.tenants.quotes.evidence import GENESIS, chain_hash
from odissee.tenants.quotes.snapshot import frozen

SERIES = "D-{AAAA}-{0000}"
VALIDITY_DAYS = 30
HOW = (
    "bon pour accord reçu par mail",
    "accord donné par téléphone",
    "devis signé au bureau",
    "bon pour accord reçu par courrier",
)


def make_quote(
    world: World,
    story: Story,
    mission: Mission,
    dossier: dict[str, Any],
    requester: dict[str, Any],
    who: Colleague,
) -> dict[str, Any]:
    """Rows of the quote and of its one version, sent at the story's instant; returns the version's row."""
    generated = story.later(0.2, 30)
    sent = generated + timedelta(seconds=world.chance.randrange(4, 50))
    story.at = sent
    to = addressee(requester)
    snapshot = _snapshot(world, mission, dossier, to, sent.date())
    quote: dict[str, Any] = {
        "id": world.chance.id_at(generated), "dossier_id": dossier["id"], "site_id": world.site_id, "number": "",
        "state": story.quote, "current_version": 1, "created_at": generated, "created_by": who.membership_id,
    }  # fmt: skip
    version = _version(world, story, quote["id"], snapshot, requester, sent)
    world.rows["quote"].append(quote)
    world.rows["quote_version"].append(version)
    version["_sent"] = sent
    version["_quote"] = quote
    after = {"version": 1, "version_id": str(version["id"]), "incl": snapshot["incl"], "to": to.name}
    world.act(
        generated, who, ("quote", quote["id"]), "quote.generated", dossier_id=dossier["id"], after=after
    )
    return version


def _version(
    world: World,
    story: Story,
    quote_id: UUID,
    snapshot: dict[str, Any],
    requester: dict[str, Any],
    sent: datetime,
) -> dict[str, Any]:
    seen = story.quote in ("viewed", "accepted", "refused") or world.chance.hit(0.5)
    return {
        "id": world.chance.id_at(sent), "quote_id": quote_id, "version": 1, "snapshot": snapshot,
        "total_ht_cents": snapshot["excl"], "total_vat_cents": snapshot["vat"], "total_ttc_cents": snapshot["incl"],
        "valid_until": date.fromisoformat(snapshot["valid_until"]), "terms_version_id": snapshot["terms"] and snapshot["terms"]["id"],
        "requester_contact_id": requester["id"], "send_mail": bool(requester["email"]), "send_sms": not requester["email"],
        "rendered_at": sent, "sent_at": sent, "viewed_at": story.later(0.5, 40) if seen and story.quote != "sent" else None,
        "created_at": sent,
    }  # fmt: skip


def _snapshot(
    world: World, mission: Mission, dossier: dict[str, Any], to: Addressee, today: date
) -> dict[str, Any]:
    columns = mission.columns
    about = world.mission | {
        "number": dossier["number"], "nature": dossier["nature"], "internal_ref": "", "type": columns["type"],
        "surface": columns["surface"], "rooms": columns["rooms"], "built_year": columns["built_year"],
        "annex_count": None, "address": columns["address"], "typed_address": columns["typed_address"], "complement": "",
        "postcode": columns["postcode"], "city": columns["city"],
    }  # fmt: skip
    services = [
        {
            "diagnostic": one.diagnostic.code, "label": one.diagnostic.label,
            "why": one.requirement.why if one.requirement else "", "source": one.requirement.source if one.requirement else "",
            "rule_status": one.requirement.status.value if one.requirement else "",
            "verdict": one.requirement.verdict.value if one.requirement else None,
        }
        for one in mission.services
    ]  # fmt: skip
    return frozen(about, services, world.terms or None, world.words, to, mission.totals, today, VALIDITY_DAYS)


def answer_by_hand(world: World, story: Story, version: dict[str, Any], name: str, who: Colleague) -> None:
    """Staff note the answer that came; its place in the chain is given once all answers are known."""
    kind, at = story.quote, story.later(3, 130)
    how = world.chance.choice(HOW) if kind == "accepted" else "réponse reçue par téléphone"
    words = {"staff_name": who.member.name, "acceptance_evidence_label": how, "acceptance_code_label": "aucun",
             "acceptance_boxes_label": "", "acceptance_ip": "", "acceptance_user_agent": ""}  # fmt: skip
    world.rows.add(
        "quote_answer", id=world.chance.id_at(at), quote_version_id=version["id"], kind=kind, by_hand=True,
        name=name if kind == "accepted" else "", role="", place="",
        reason=world.chance.choice(names.REFUSALS) if kind == "refused" else "", message="", callback=False, boxes=[],
        channel=f"à la main, {who.member.name} : {how}", evidence={"by": who.member.name, "how": how, "words": words},
        number=0, previous_hash="", hash="", answered_at=at, created_at=at,
    )  # fmt: skip


def number_quotes(world: World, series: str = SERIES) -> None:
    """Numbers without gap, in the order of sending; the working columns of versions are taken away."""
    for version in sorted(world.rows["quote_version"], key=lambda version: version["_sent"]):
        sent, quote = (version.pop(name) for name in ("_sent", "_quote"))
        counter = f"number:{prefix_of(series, sent.date())}"
        quote["number"] = number_of(series, sent.date(), world.next(counter))


def chain_answers(world: World) -> None:
    """Number and hash every answer after the one before it, as `append_answer` does."""
    previous = GENESIS
    answers = sorted(world.rows["quote_answer"], key=lambda row: row["answered_at"])
    for number, row in enumerate(answers, 1):
        after = row.pop("_after")
        after["proof"] = f"P-{number:06d}"
        row["evidence"] |= {
            "number": f"P-{number:06d}",
            "previous": previous,
            "at": row["answered_at"].isoformat(),
        }
        names_ = (
            "name",
            "role",
            "place",
            "reason",
            "message",
            "callback",
            "boxes",
            "channel",
            "by_hand",
            "evidence",
        )
        body = {name: row[name] for name in names_} | {
            "version": str(row["quote_version_id"]),
            "kind": row["kind"],
        }
        row["number"], row["previous_hash"], row["hash"] = number, previous, chain_hash(previous, body)
        previous = row["hash"]
    world.rows["quote_answer"] = answers
