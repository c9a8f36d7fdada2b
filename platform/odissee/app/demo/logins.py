"""What is printed when Odissée is ready: each profile once, then the stranger company and the console."""

from odissee.app.demo.recipe import CLIENT, DURAND, MOREL, OPERATOR, PASSWORD, PROFILES


def _lines() -> list[tuple[str, str, str]]:
    seen: set[str] = set()
    lines = [("Profil", "Adresse de connexion", "Mail")]
    for member in DURAND.staff:
        if member.profile not in seen:
            seen.add(member.profile)
            address = f"http://{DURAND.slug}.localhost:{{port}}/connexion"
            lines.append((PROFILES[member.profile], address, DURAND.mail_of(member)))
    lines.append(("Client (agence)", f"http://{DURAND.slug}.localhost:{{port}}/connexion", CLIENT[0]))
    luc = f"http://{MOREL.slug}.localhost:{{port}}/connexion"
    lines.append(("Autre société", luc, MOREL.mail_of(MOREL.staff[0])))
    lines.append(("Exploitant d’Odissée", "http://console.localhost:{port}/connexion", OPERATOR[0]))
    return lines


LOGINS: list[tuple[str, str, str]] = [
    *_lines(),
    (
        "Mot de passe",
        f"{PASSWORD}  (le même pour tous ; la console fait choisir un code à la première visite)",
        "",
    ),
]
