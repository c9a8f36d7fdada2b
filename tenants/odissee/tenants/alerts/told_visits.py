"""« La visite est fixée », « déplacée », « annulée », and what reminds of it: each reads the appointment as it leaves."""

from datetime import datetime
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.files import store
from odissee.platform.french import local_date, moment
from odissee.tenants.alerts.announcements import NotToSend, Sent, announcement
from odissee.tenants.alerts.calendar_file import calendar_file
from odissee.tenants.alerts.message import common_words, dossier_of, short, write_message
from odissee.tenants.alerts.visit import next_visit, ready_words, sms_moment, visit_words
from odissee.tenants.alerts.visit_link import visit_link

NONE = "Aucun rendez-vous à venir sur ce dossier."
GONE = "il n’y a plus de rendez-vous à venir"
SAY_STARTS = "update notification set data = data || jsonb_build_object('starts', $2::text) where id = $1"
ICS = "text/calendar; charset=utf-8; method={}"


async def _has_visit(tx: TenantTransaction, dossier_id: UUID) -> str:
    return "" if await next_visit(tx, dossier_id) is not None else NONE


@announcement("appointment_set", "Date de rendez-vous", ready=_has_visit, permission="order.edit")
async def tell_set(tx: TenantTransaction, alert: Any, person: Any) -> Sent:
    """With a calendar file; the hour is the one of now."""
    return await _tell(tx, alert, person, "appointment_set")


@announcement("appointment_moved", "Rendez-vous déplacé")
async def tell_moved(tx: TenantTransaction, alert: Any, person: Any) -> Sent:
    return await _tell(tx, alert, person, "appointment_moved")


async def _tell(tx: TenantTransaction, alert: Any, person: Any, text: str) -> Sent:
    visit = await next_visit(tx, alert["dossier_id"])
    if visit is None:
        raise NotToSend(GONE)
    dossier = await dossier_of(tx, alert["dossier_id"])
    words = common_words(dossier, person) | visit_words(visit, dossier) | await ready_words(tx, dossier["id"])
    words |= _old(alert["data"], dossier["zone"]) | await _link(tx, dossier, person)
    await tx.execute(SAY_STARTS, alert["id"], visit["starts"].isoformat())
    files = [await _calendar(tx, visit, dossier, words)] if alert["channel"] == "mail" else []
    return await write_message(tx, alert, person, text, words, attachments=files)


@announcement("appointment_cancelled", "Rendez-vous annulé", even_cancelled=True)
async def tell_cancelled(tx: TenantTransaction, alert: Any, person: Any) -> Sent:
    """Unless a visit stands again meanwhile: a move is told instead."""
    if await next_visit(tx, alert["dossier_id"]) is not None:
        raise NotToSend("un rendez-vous est de nouveau fixé")
    dossier, data = await dossier_of(tx, alert["dossier_id"]), alert["data"]
    starts = datetime.fromisoformat(data["starts"])
    words = common_words(dossier, person) | await _link(tx, dossier, person) | {
        "appointment_at": moment(starts, dossier["zone"]), "appointment_sms": sms_moment(starts, dossier["zone"]),
        "cancel_reason_label": "",
    }  # fmt: skip
    files = []
    if alert["channel"] == "mail" and "ends" in data:
        visit = {"id": data["visit"], "starts": starts, "ends": datetime.fromisoformat(data["ends"])}
        files = [await _calendar(tx, visit, dossier, words, cancelled=True)]
    return await write_message(tx, alert, person, "appointment_cancelled", words, attachments=files)


async def _remind(tx: TenantTransaction, alert: Any, person: Any, days: int) -> Sent:
    """Only on its day: a visit that moved further away is reminded of when its own day comes."""
    visit, dossier = await next_visit(tx, alert["dossier_id"]), await dossier_of(tx, alert["dossier_id"])
    if visit is None:
        raise NotToSend(GONE)
    if (local_date(visit["starts"], dossier["zone"]) - clock.today(dossier["zone"])).days != days:
        raise NotToSend("le rendez-vous a changé de jour")
    words = common_words(dossier, person) | visit_words(visit, dossier) | await ready_words(tx, dossier["id"])
    words |= await _link(tx, dossier, person)
    text = f"reminder_d{days}" if alert["channel"] == "sms" else "appointment_reminder"
    return await write_message(tx, alert, person, text, words)


@announcement("reminder_d2", "Rappel à J-2")
async def remind_d2(tx: TenantTransaction, alert: Any, person: Any) -> Sent:
    return await _remind(tx, alert, person, 2)


@announcement("reminder_d1", "Rappel à J-1")
async def remind_d1(tx: TenantTransaction, alert: Any, person: Any) -> Sent:
    return await _remind(tx, alert, person, 1)


def _old(data: Any, zone: str) -> dict[str, Any]:
    if "old" not in data:
        return {}
    old = datetime.fromisoformat(data["old"])
    return {"appointment_old_at": moment(old, zone), "old_appointment_sms": sms_moment(old, zone)}


async def _link(tx: TenantTransaction, dossier: Any, person: Any) -> dict[str, Any]:
    link = await visit_link(tx, dossier["id"], person["id"])
    return {"link": link, "short_link": short(link)}


async def _calendar(
    tx: TenantTransaction, visit: Any, dossier: Any, words: dict[str, Any], *, cancelled: bool = False
) -> UUID:
    data = calendar_file(
        visit, title=f"Diagnostics immobiliers, {dossier['city']}", place=words["property_address"],
        text=words["link"], at=clock.now(), cancelled=cancelled,
    )  # fmt: skip
    media_type = ICS.format("CANCEL" if cancelled else "PUBLISH")
    return (await store(tx, data, name="rendez-vous.ics", media_type=media_type, kind="calendar")).id
