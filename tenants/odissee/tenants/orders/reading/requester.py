"""Who writes: as they introduce themselves, as they sign, as the mail says."""

import re

from odissee.tenants.orders.reading.found import Found
from odissee.tenants.orders.reading.letters import plain, tidy
from odissee.tenants.orders.reading.message import Message
from odissee.tenants.orders.reading.names import Name

_SELF = re.compile(
    r"(?:c'est|je suis|ici|je m'appelle|moi c'est|de la part de|contact ?:?|mon nom est|signe ?:?|appeler(?: le soir| le matin)? ?:?|rappeler(?: le soir)? ?:?|voir avec|demander)\s*(?:, )?$"
)


def without_title(name: Name) -> str:
    return name.text if " " not in _bare(name.text) else _bare(name.text)


def _bare(text: str) -> str:
    return re.sub(r"^(?:Ma[iî]tre|Me\.?|MAITRE)\s+", "", text)


def own_end(message: Message) -> int:
    return message.layers[0].end if message.layers else len(message.text)


def requester_of(message: Message, names: list[Name]) -> Found | None:
    """Who writes: as they introduce themselves, sign, or as the mail says; never somebody who has another role."""
    free = [
        n
        for n in names
        if n.role in ("", "contact", "notary")
        and n.kind in ("person", "small")
        and message.layer_at(n.start) == 0
        and n.end <= own_end(message)
    ]
    for name in free:
        if name.role == "contact" or _SELF.search(message.plain[max(0, name.start - 34) : name.start]):
            return Found("requester_name", _polite(name), name.start, name.end, "se présente ainsi", 20)
    named = _sender_in_body(message)
    if named:
        return named
    signed = [n for n in free if message.signed(n.start)]
    if signed:
        return Found("requester_name", _polite(signed[0]), signed[0].start, signed[0].end, "signe ainsi", 18)
    bare = _introduced(message) or _bare_signature(message, names)
    if bare:
        return bare
    called = [
        n
        for n in free
        if n.role != "notary"
        and re.match(
            r"[\s,:(–-]*(?:tel\w*\.?|au|mob\w*\.?|port\w*\.?)?[\s:.]*(?:\+33|0)[ .]?\d",
            message.plain[n.end : n.end + 20],
        )
    ]
    last = [
        n for n in free if n.role != "notary" and not message.plain[n.end : own_end(message)].strip(" .,!\n")
    ]
    for found, why in ((called, "un nom suivi de son téléphone"), (last, "le nom qui finit le message")):
        if len({one.surname for one in found}) == 1:
            return Found("requester_name", _polite(found[0]), found[0].start, found[0].end, why, 12)
        if found:
            return Found(
                "requester_name",
                None,
                found[0].start,
                found[-1].end,
                why,
                5,
                "Plusieurs noms sont possibles : " + ", ".join(one.text for one in found),
            )
    if message.sender and "@" not in message.sender:
        return Found("requester_name", message.sender, *message.sender_span, "l’expéditeur du mail", 8)
    return None


def _polite(name: Name) -> str:
    return (
        without_title(name)
        if name.role == "notary"
        else re.sub(r"^(?:monsieur|madame)\b", lambda m: m[0].capitalize(), name.text)
    )


def _sender_in_body(message: Message) -> Found | None:
    """The sender's own name, where their words bear it: in the signature rather than in the header."""
    parts = [
        w
        for w in re.split(r"[^a-z'-]+", plain(message.sender))
        if len(w) > 2 and w not in ("maitre", "etude", "cabinet", "agence")
    ]
    if not parts or not message.layers:
        return None
    surname, small = parts[-1], message.plain
    hits = [
        m
        for m in re.finditer(rf"(?<!\w){re.escape(surname)}(?!\w)", small[: own_end(message)])
        if m.start() >= message.layers[0].start
    ]
    for hit in reversed(hits):
        whole = re.search(
            r"((?:[A-ZÀ-Þ][\w'’-]*|[A-ZÀ-Þ]\.|de|du|la|des|d['’])\s+){0,3}$",
            message.text[max(0, hit.start() - 40) : hit.start()],
        )
        start = hit.start() - len(whole[0]) if whole else hit.start()
        lead = re.match(
            r"(?:(?:Merci|Cordialement|Bonjour|Bonne journée|Cdt|Et|De|Du|La|Des)\b[\s,.!]*)+",
            message.text[start : hit.end()],
            re.IGNORECASE,
        )
        start += lead.end() if lead and start + lead.end() < hit.start() + 1 else 0
        if re.search(r"(?:maison|mandat|vente|dossier|succession)\s*$", small[max(0, start - 16) : start]):
            continue
        value = tidy(message.text[start : hit.end()])
        return Found("requester_name", _bare(value), start, hit.end(), "signe ainsi", 19)
    return None


def _introduced(message: Message) -> Found | None:
    """« c'est Julie de l’agence », « ici Paul Martin »: a capitalised name after who speaks."""
    small = re.search(
        r"(?<!\w)(?:c'est|c|ici|cest) ([a-z]{3,14}) (?=de l'agence|de chez|du cabinet|de l'etude|de la part)",
        message.plain[: own_end(message)],
    )
    if small and small[1] not in ("moi", "pour", "urgent", "nous"):
        raw = message.text[small.start(1) : small.end(1)]
        return Found(
            "requester_name",
            raw if raw[0].isupper() else raw.title(),
            *small.span(1),
            "se présente ainsi",
            17,
        )
    found = re.search(
        r"(?:[Cc]['’]est|[Jj]e suis|[Ii]ci|[Jj]e m['’]appelle|[Cc]ontact ?:|[Dd]emander|[Rr]appeler)\s+([A-ZÀ-Þ][a-zà-ÿ'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2})",
        message.text[: own_end(message)],
    )
    if found and plain(found[1]).split()[0] not in (
        "le",
        "la",
        "un",
        "une",
        "pour",
        "agence",
        "cabinet",
        "mairie",
        "foncia",
        "notaire",
        "etude",
        "maitre",
        "monsieur",
        "madame",
        "m",
        "mme",
    ):
        return Found("requester_name", found[1], found.start(1), found.end(1), "se présente ainsi", 17)
    return None


_PERSONS = re.compile(
    r"(?:(?:[A-ZÀ-Þ][a-zà-ÿ'’-]+|[A-ZÀ-Þ]\.)(?:[ -](?:(?:de|du|la|le|des)\s)?[A-ZÀ-Þ][\w'’-]*\.?){1,2})"
)
_NOT_NAME = re.compile(
    r"agence|cabinet|immo|etude|office|syndic|gestion|service|mairie|residence|rue|avenue|place|quai|boulevard|groupe|notaire|bonjour|merci|bonne|sarl|sas|century|foncia|orpi|transaction|architecte|conseill|direct|negociat|assistant|clerc|geran[ct]|charge|responsable|diplome|salutation|distingu|expert|tel|mobile|cordialement|diagnostic"
)


def _bare_signature(message: Message, names: list[Name]) -> Found | None:
    """« Jean Astruc 06… », « merci kevin », « Gestion locative Nora »: the name that ends the message."""
    if not message.layers:
        return None
    layer = message.layers[0]
    for begin in sorted({layer.signature, max(layer.start, layer.end - 130)}):
        for found in _PERSONS.finditer(message.text, begin, layer.end):
            if any(
                n.start < found.end() and found.start() < n.end and n.role not in ("", "contact")
                for n in names
            ):
                continue
            small = message.plain[found.start() : found.end()]
            after = message.plain[found.end() : layer.end]
            signs = (
                begin == layer.signature
                or re.match(
                    r"[\s,:(/–|-]*(?:tel\w*\.?|mob\w*\.?|port\w*\.?|au)?[\s:.]*(?:(?:\+33|0)[ .]?\d|\S+@)",
                    after,
                )
                or not after.strip(" .!\n")
            )
            lone = found.start() == layer.start or re.search(
                r"(?:[.!?,;:\n)/–-]|\d|merci|cordialement|cdt)\s*$",
                message.plain[max(0, found.start() - 40) : found.start()],
            )
            if (
                small.strip()
                and signs
                and lone
                and not _NOT_NAME.search(small)
                and not re.search(
                    r"\b(?:rue|avenue|av|bd|boulevard|place|quai|allee|impasse|chemin|a|sur|de|du|\d{5})\.? *$",
                    message.plain[max(0, found.start() - 40) : found.start()],
                )
            ):
                return Found("requester_name", tidy(found[0]), found.start(), found.end(), "signe ainsi", 16)
    tail = re.search(
        r"(?:merci(?: d'avance)?|cdt|cordialement|bonne journee|bye|a\+|gestion locative|service location|service gestion)[ ,.!:\n]+([a-z][a-z'-]{2,})[ .!\n]*$",
        message.plain[layer.start : layer.end],
    )
    if tail and not re.search(
        r"^(?:bonne|beaucoup|cordialement|vous|pour|bien|journee|avance|agence|merci)$", tail[1]
    ):
        start = layer.start + tail.start(1)
        raw = message.text[start : start + len(tail[1])]
        return Found(
            "requester_name",
            raw if raw[0].isupper() else raw.title(),
            start,
            start + len(raw),
            "signe ainsi",
            15,
        )
    return None
