"""`python -m odissee.app.cli COMMAND`: what `./odissee` hands over to once the libraries are there."""

import importlib
import sys

from odissee.app.cli.arguments import USAGE, parser
from odissee.app.supervisor.faults import Fault

HELP = {"", "-h", "--help", "help", "aide"}


def main(words: list[str]) -> int:
    if (words[0] if words else "") in HELP or {"-h", "--help"} & set(words):
        print(USAGE, end="")
        return 0
    arguments, rest = parser().parse_known_args(words)
    if rest:
        parser().error("")
    command = importlib.import_module(f"odissee.app.cli.{arguments.command}")
    try:
        return int(command.run(arguments))
    except Fault as fault:
        print(fault, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrompu.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
