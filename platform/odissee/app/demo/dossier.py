"""One dossier from its first call to where it stands today, with every act in the journal on the way."""

from datetime import datetime, timedelta
from typing import Any

from odissee.app.demo import names, people
from odissee.app.demo.agenda import LONGEST
from odissee.app.demo.mission import Mission
from odissee.app.demo.quote import answer_by_hand, make_quote
from odissee.app.demo.story import BEFORE_QUOTE, VISITED, WITH_VISIT, Story
from odissee.app.demo.world import Colleague, World
from odissee.tenants.dossiers import DossierStatus as S
from odissee.tenants.dossiers import Role
from odissee.tenants.dossiers import Trigger as T
from odissee.tenants.dossiers.contacts import READERS
from odissee.tenants.dossiers.opening import FIRST_NUMBER

BIRTH = {S.TO_PROSPECT: T.LEAD_TRANSFORMED, S.TO_QUOTE: T.SITE_LEAD_RECEIVED, S.PRE_ORDER: T.PORTAL_REQUESTED}
AFTER_VISIT = {S.LAB_PENDING: T.SAMPLES_SENT, S.INCOMPLETE: T.DOCUMENT_MISSING, S.FINALIZED: T.FINALIZED}


def make_dossier(world: World, story: Story, mission: Mission) -> None:
    """Every row of one dossier."""
    begun, who = story.at, world.chance.choice(world.colleagues("office", "sales", "owner"))
    property_id = world.chance.id_at(begun)
    world.rows.add(
        "property", id=property_id, **mission.columns, created_at=begun, created_by=who.membership_id
    )
    dossier = _row(world, story, mission, property_id, who)
    requester = _attach_people(world, dossier, begun, who)
    _add_services(world, dossier, mission, begun)
    _live(world, story, mission, dossier, requester, who)
    _finish(world, story, dossier, who)
    world.rows["dossier"].append(dossier)


def _row(world: World, story: Story, mission: Mission, property_id: Any, who: Colleague) -> dict[str, Any]:
    birth = BIRTH.get(story.status) or (
        T.ORDER_SAVED if story.quote or story.status is S.CANCELLED else T.ORDER_VALIDATED
    )
    first = (
        story.status
        if story.status in BEFORE_QUOTE
        else S.TO_QUOTE
        if birth is T.ORDER_SAVED
        else S.TO_SCHEDULE
    )
    dossier = {
        "id": world.chance.id_at(story.at), "number": world.next("dossier", FIRST_NUMBER + 1), "internal_ref": "",
        "mode": mission.operation.mode, "nature": mission.operation.nature, "status": first.value,
        "status_before_cancel": None, "urgent_at": None, "origin": world.chance.one(names.ORIGINS),
        "site_id": world.site_id, "property_id": property_id, "technician_id": None, "in_charge_id": who.membership_id,
        "appointment_at": None, "owner_name": "", "prescriber_name": "", "city": mission.columns["city"],
        "amount_cents": mission.totals.incl, "quote_state": "none", "cancel_reason": None, "archived_at": None,
        "trashed_at": None, "active_at": story.at, "created_at": story.at, "created_by": who.membership_id,
    }  # fmt: skip
    after = {
        "number": dossier["number"],
        "status": first.value,
        "trigger": birth.value,
        "origin": dossier["origin"],
    }
    _act(world, story.at, who, dossier, "dossier.opened", after=after)
    return dossier


def _act(
    world: World, at: datetime, who: Colleague | None, dossier: dict[str, Any], verb: str, **more: Any
) -> None:
    world.act(at, who, ("dossier", dossier["id"]), verb, dossier_id=dossier["id"], **more)


def _attach_people(world: World, dossier: dict[str, Any], at: datetime, who: Colleague) -> dict[str, Any]:
    """The owner, and half the time a professional who asks in their place; one requester, one payer. Returns the requester."""
    owner = people.private(world, at)
    kind = world.chance.one({"": 50, "agence": 32, "notaire": 8, "syndic": 6, "bailleur": 4})
    roles = {Role.OWNER, Role.PAYER} if kind else {Role.OWNER, Role.PAYER, Role.REQUESTER}
    _attach(world, dossier, owner, roles, at, who)
    dossier["owner_name"] = dossier["prescriber_name"] = f"{owner['last_name']} {owner['first_name']}".strip()
    if not kind:
        return owner
    pro = world.chance.choice(world.contacts[kind])
    _attach(world, dossier, pro, {Role.REQUESTER, Role.PRESCRIBER}, at, who)
    dossier["prescriber_name"], dossier["origin"] = pro["last_name"], "Prescripteur professionnel"
    return pro


def _attach(
    world: World,
    dossier: dict[str, Any],
    contact: dict[str, Any],
    roles: set[Role],
    at: datetime,
    who: Colleague,
) -> None:
    at = at + timedelta(seconds=world.chance.randrange(1, 90))
    names_ = sorted(role.value for role in roles)
    world.rows.add(
        "dossier_contact", id=world.chance.id_at(at), dossier_id=dossier["id"], contact_id=contact["id"], roles=names_,
        report_access=bool(roles & READERS), invoice_access=Role.PAYER in roles, created_at=at,
    )  # fmt: skip
    after = {"contact": str(contact["id"]), "roles": names_}
    _act(world, at, who, dossier, "dossier.contact_attached", after=after)


def _add_services(world: World, dossier: dict[str, Any], mission: Mission, at: datetime) -> None:
    for place, one in enumerate(mission.services):
        why = one.requirement
        world.rows.add(
            "dossier_service", id=world.chance.id_at(at), dossier_id=dossier["id"], diagnostic=one.diagnostic.code,
            label=one.diagnostic.label, price_cents=one.cents, minutes=one.minutes,
            verdict=why.verdict.value if why else None, why=why.why if why else "", source=why.source if why else "",
            rule_status=why.status.value if why else "", position=place, created_at=at,
        )  # fmt: skip
    world.rows.add(
        "order_sheet", id=world.chance.id_at(at), dossier_id=dossier["id"], data=mission.data, minutes=mission.totals.minutes,
        price_mode=mission.mode, gross_cents=mission.totals.gross, saved_at=at, created_at=at,
    )  # fmt: skip


def _go(
    world: World,
    at: datetime,
    who: Colleague | None,
    dossier: dict[str, Any],
    target: S,
    cause: T,
    **more: Any,
) -> None:
    before = dossier["status"]
    dossier["status"], dossier["active_at"] = target.value, at
    after = {"status": target.value, "trigger": cause.value, **more}
    _act(world, at, who, dossier, "dossier.status", before={"status": before}, after=after)


def _live(
    world: World,
    story: Story,
    mission: Mission,
    dossier: dict[str, Any],
    requester: dict[str, Any],
    who: Colleague,
) -> None:
    if world.chance.hit(0.3):
        _note(world, story, dossier, who)
    if story.quote:
        _quote(world, story, mission, dossier, requester, who)
    if story.status is S.CANCELLED:
        _cancel(world, story, dossier, who)
    elif story.status in WITH_VISIT:
        _visit(world, story, dossier, mission)


def _note(world: World, story: Story, dossier: dict[str, Any], who: Colleague) -> None:
    at = story.later(0.1, 3)
    world.rows.add(
        "comment", id=world.chance.id_at(at), dossier_id=dossier["id"], text=world.chance.choice(names.NOTES),
        author_name=who.member.name, created_at=at, created_by=who.membership_id,
    )  # fmt: skip


def _quote(
    world: World,
    story: Story,
    mission: Mission,
    dossier: dict[str, Any],
    requester: dict[str, Any],
    who: Colleague,
) -> None:
    version = make_quote(world, story, mission, dossier, requester, who)
    sent, subject = version["sent_at"], ("quote", version["quote_id"])
    _go(world, version["_quote"]["created_at"], who, dossier, S.QUOTED, T.QUOTE_SENT)
    after = {"version": 1, "to": requester["email"]}
    world.act(sent, None, subject, "quote.sent", dossier_id=dossier["id"], after=after)
    dossier["quote_state"] = {"accepted": "accepted", "refused": "refused", "expired": "none"}.get(
        story.quote, "waiting"
    )
    if story.quote in ("accepted", "refused"):
        _answered(world, story, dossier, version, requester, who)
    elif story.quote == "expired":
        end = min(sent + timedelta(days=31), story.limit)
        world.act(end, None, subject, "quote.expired", dossier_id=dossier["id"])
        story.at = max(story.at, end)


def _answered(
    world: World,
    story: Story,
    dossier: dict[str, Any],
    version: dict[str, Any],
    requester: dict[str, Any],
    who: Colleague,
) -> None:
    answer_by_hand(world, story, version, f"{requester['first_name']} {requester['last_name']}".strip(), who)
    row, verb = world.rows["quote_answer"][-1], f"quote.{story.quote}"
    row["_after"] = after = {
        "version": 1,
        "name": row["name"],
        "channel": row["channel"],
        "reason": row["reason"],
    }
    world.act(story.at, who, ("quote", version["quote_id"]), verb, dossier_id=dossier["id"], after=after)
    if story.quote == "accepted":
        _go(world, story.at, who, dossier, S.TO_SCHEDULE, T.QUOTE_ACCEPTED)
    else:
        dossier["status_before_cancel"], dossier["cancel_reason"] = S.QUOTED.value, row["reason"]
        _go(world, story.at, who, dossier, S.CANCELLED, T.QUOTE_REFUSED, reason=row["reason"])


def _cancel(world: World, story: Story, dossier: dict[str, Any], who: Colleague) -> None:
    if dossier["status"] == S.CANCELLED:
        return
    reason, before = world.chance.choice(names.CANCELLATIONS), dossier["status"]
    _go(world, story.later(2, 200), who, dossier, S.CANCELLED, T.CANCELLED, reason=reason)
    dossier["status_before_cancel"], dossier["cancel_reason"] = before, reason


def _visit(world: World, story: Story, dossier: dict[str, Any], mission: Mission) -> None:
    """The appointment, and what followed it for those whose visit is over."""
    staff = [one.staff_id for one in world.technicians]
    world.chance.shuffle(staff)
    done = story.status in VISITED
    wished = story.at.date() + timedelta(days=world.chance.randrange(2, 11))
    last = story.limit.date() - timedelta(days=1)
    if done:
        one, start = world.agenda.after(staff, wished) if wished < last else world.agenda.before(staff, last)
        if start > story.limit:
            one, start = world.agenda.before(staff, last)
    else:
        one, start = world.agenda.after(staff, max(wished, story.limit.date() + timedelta(days=1)))
    _book(world, dossier, one, start, mission, done=done)
    booked = min(story.later(0.5, 20), start - timedelta(hours=2))
    office = world.chance.choice(world.colleagues("office"))
    _go(world, booked, office, dossier, S.SCHEDULED, T.APPOINTMENT_CONFIRMED)
    if done:
        story.at = start + timedelta(minutes=mission.totals.minutes or 60)
        technician = next(each for each in world.technicians if each.staff_id == one)
        _go(world, story.at, technician, dossier, S.VISITED, T.MISSION_FINISHED)
        if story.status is not S.VISITED:
            _go(world, story.later(2, 70), office, dossier, story.status, AFTER_VISIT[story.status])


def _book(
    world: World, dossier: dict[str, Any], staff: Any, start: datetime, mission: Mission, *, done: bool
) -> None:
    length = min(timedelta(minutes=max(30, mission.totals.minutes)), LONGEST)
    known = min(start - timedelta(days=1), world.now)
    world.rows.add(
        "appointment", id=world.chance.id_at(known), dossier_id=dossier["id"], staff_id=staff,
        during=f'["{start.isoformat()}","{(start + length).isoformat()}")', state="done" if done else "confirmed",
        created_at=known,
    )  # fmt: skip
    dossier["technician_id"], dossier["appointment_at"] = staff, start


def _finish(world: World, story: Story, dossier: dict[str, Any], who: Colleague) -> None:
    for flag, verb, wanted in (
        ("urgent_at", "dossier.urgent", story.urgent), ("archived_at", "dossier.archived", story.archived),
        ("trashed_at", "dossier.trashed", story.trashed),
    ):  # fmt: skip
        if wanted:
            dossier[flag] = at = story.later(1, 900 if story.archived else 6)
            _act(world, at, who, dossier, verb, after={flag: True})
