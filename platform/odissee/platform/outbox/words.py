"""The French words of a message's state."""

from odissee.platform import clock
from odissee.platform.outbox.rows import Message

WORDS = {
    "queued": ("En attente", "", "clock"), "held": ("Retenu", "warn", "pause"), "sent": ("Envoyé", "info", "send"),
    "delivered": ("Remis", "ok", "circle-check-big"), "bounced": ("Adresse refusée", "bad", "octagon-alert"),
    "failed": ("Non envoyé", "bad", "octagon-alert"), "cancelled": ("Annulé", "", "ban"),
}  # fmt: skip


def state_of(message: Message) -> tuple[str, str, str]:
    """(words, tone, icon) of a badge."""
    if message.state == "queued" and message.not_before > clock.now():
        return "Prévu", "", "calendar-days"
    if message.state == "sent" and _kept(message):
        return "Gardé ici", "info", "inbox"
    return WORDS[message.state]


def _kept(message: Message) -> bool:
    return message.provider_ref == "kept inside" if message.kind == "mail" else message.provider_ref is None
