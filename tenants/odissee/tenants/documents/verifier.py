"""Vérifie une chaîne de preuves sans Odissée : `python verifier.py chaine.json [rapport.pdf ...]`.

Leaves the house in the ZIP of proofs, so that whoever receives it needs Python alone: it imports nothing of ours.
Each record is read again, its hash made again from the one before; each file given is looked for by its SHA-256.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any


def link_hash(previous: str, body: dict[str, Any]) -> str:
    """SHA-256 of the hash before, a line break and the record in canonical JSON."""
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def faults(chain: dict[str, Any]) -> list[str]:
    """What is wrong, in French; [] for a sound chain."""
    said, previous = [], "0" * 64
    for place, record in enumerate(chain["records"], 1):
        body = record["body"]
        if body["number"] != place or record["number"] != place:
            said.append(
                f"preuve n° {record['number']} : une preuve manque ou n’est pas à sa place (attendu : n° {place})"
            )
        if body["chain"] != chain["chain"]:
            said.append(f"preuve n° {place} : elle vient d’un autre dossier")
        if record["previous_hash"] != previous:
            said.append(f"preuve n° {place} : elle ne suit pas celle d’avant")
        if record["hash"] != link_hash(record["previous_hash"], body):
            said.append(f"preuve n° {place} : son contenu a changé")
        previous = record["hash"]
    if chain["records"] and chain["last_hash"] != previous:
        said.append("la fin de la chaîne manque")
    return said


def about_file(chain: dict[str, Any], path: Path) -> str:
    """Which records name this very file."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    found = [str(r["number"]) for r in chain["records"] if digest in json.dumps(r["body"])]
    if not found:
        return f"{path.name} : aucune preuve ne porte ce fichier (SHA-256 {digest})"
    return f"{path.name} : fichier identique à celui des preuves n° {', '.join(found)}"


def main(arguments: list[str]) -> int:
    """Say it; 0 when everything holds."""
    if not arguments:
        sys.stdout.write("Usage : python verifier.py chaine.json [rapport.pdf ...]\n")
        return 2
    chain = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    wrong = faults(chain)
    lines = wrong or [f"Chaîne intacte : {len(chain['records'])} preuves, dossier {chain['dossier']}."]
    lines += [about_file(chain, Path(name)) for name in arguments[1:]]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if wrong or any("aucune preuve" in line for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
