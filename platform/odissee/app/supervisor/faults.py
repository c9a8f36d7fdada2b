"""What may go wrong at start, each as a French sentence that says how to mend it."""


class Fault(Exception):
    """A known fault: the command line prints its sentence, without a stack trace, and exits with 1."""


class DataFolderNotWritable(Fault):
    def __init__(self, folder: object) -> None:
        super().__init__(
            f"Le dossier de données {folder} n’est pas accessible en écriture. "
            "Changez ses droits, ou choisissez un autre dossier avec --data."
        )


class DiskFull(Fault):
    def __init__(self, folder: object, free_mb: int | None = None) -> None:
        left = "Il n’y a plus de place" if free_mb is None else f"Il ne reste que {free_mb} Mo"
        super().__init__(
            f"{left} sur le disque de {folder} ; il faut 500 Mo au moins. "
            "Libérez de la place, ou choisissez un autre disque avec --data."
        )


class WrongPostgresVersion(Fault):
    def __init__(self, folder: object, found: str, expected: str) -> None:
        super().__init__(
            f"Le dossier {folder} a été créé par PostgreSQL {found}, alors qu’Odissée utilise PostgreSQL {expected}. "
            "Restaurez une sauvegarde dans un dossier vide (./odissee restore FICHIER --data DOSSIER)."
        )


class PortTaken(Fault):
    def __init__(self, port: int) -> None:
        super().__init__(
            f"Le port {port} est déjà utilisé par un autre programme. "
            f"Arrêtez-le, ou choisissez un autre port : ./odissee start --port {port + 1}"
        )


class AlreadyRunning(Fault):
    def __init__(self, folder: object, pid: int | None) -> None:
        who = f" (processus {pid})" if pid else ""
        super().__init__(
            f"Odissée tourne déjà sur le dossier {folder}{who}. "
            "Arrêtez-la avec ./odissee stop, ou choisissez un autre dossier avec --data."
        )


class NotRunning(Fault):
    def __init__(self, folder: object) -> None:
        super().__init__(f"Odissée ne tourne pas sur le dossier {folder}. Lancez-la avec ./odissee start.")


class ChildKeepsDying(Fault):
    def __init__(self, label: str, times: int, log: object, tail: str) -> None:
        super().__init__(
            f"{label} s’est arrêté {times} fois de suite ; Odissée s’arrête. "
            f"Voici la fin de son journal ({log}) :\n{tail}"
        )


class DidNotStart(Fault):
    def __init__(self, label: str, seconds: float, log: object, tail: str) -> None:
        super().__init__(
            f"{label} n’a pas répondu en {seconds:.0f} s. Voici la fin de son journal ({log}) :\n{tail}"
        )


class StepFailed(Fault):
    def __init__(self, label: str, log: object, tail: str) -> None:
        super().__init__(f"{label} a échoué. Voici la fin de son journal ({log}) :\n{tail}")


class CannotMakeDatabase(Fault):
    def __init__(self, tail: str) -> None:
        super().__init__(
            f"La base de données n’a pas pu être créée. Voici ce que PostgreSQL en dit :\n{tail}"
        )
