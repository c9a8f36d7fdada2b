"""The pure parts: the way back, device names, the steps of a code, sealed secrets, origins of a web site."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from odissee.platform import clock
from odissee.platform.identity.device_name import device_name
from odissee.platform.identity.embed import BadOrigin, read_origins, snippet
from odissee.platform.identity.local_path import local_path
from odissee.platform.identity.sealed import Unreadable, seal, unseal
from odissee.platform.identity.totp import matching_step, qr_svg

pytestmark = pytest.mark.quick
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    "path", ["/dossiers", "/dossiers/12?vue=kanban&tri=-date", "/securite#cles", "/a/b%20c"]
)
def test_a_path_of_this_host_is_a_way_back(path: str) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize(
    "path",
    ["//pirate.example", "https://pirate.example", "/\\pirate.example", "\\\\pirate.example", "javascript:alert(1)",
     "/a\r\nSet-Cookie: x=1", "/\tpirate", " /dossiers", "", None, "dossiers", "/é", "/" + "a" * 2000, "/%5c\\x"],
)  # fmt: skip
def test_anything_else_leads_home(path: str | None) -> None:
    assert local_path(path, "/dossiers") == "/dossiers"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (CHROME, "Chrome sur Windows"),
        (CHROME + " Edg/141.0", "Edge sur Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile/15E148 Safari/604.1", "Safari sur iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox sur Linux"),
        ("Mozilla/5.0 (Linux; Android 15; SM-X510) AppleWebKit/537.36 Chrome/141.0 Safari/537.36", "Chrome sur Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15", "Safari sur Mac"),
        ("curl/8.5", "Appareil inconnu"),
        ("", "Appareil inconnu"),
    ],
)  # fmt: skip
def test_devices_are_named_as_people_say(agent: str, name: str) -> None:
    assert device_name(agent) == name


@pytest.mark.parametrize(
    ("late", "accepted"), [(0, True), (29, True), (55, True), (95, False), (-25, True), (-70, False)]
)
def test_a_code_serves_one_step_around_its_own(late: int, accepted: bool) -> None:
    secret, made = pyotp.random_base32(), datetime(2026, 11, 24, 9, 0, 0, tzinfo=UTC)
    code = pyotp.TOTP(secret).at(made)
    with clock.at(made + timedelta(seconds=late)):
        assert (matching_step(secret, code, None) is not None) is accepted


def test_a_code_does_not_serve_twice() -> None:
    secret, now = pyotp.random_base32(), datetime(2026, 11, 24, 9, 0, 0, tzinfo=UTC)
    with clock.at(now):
        code = pyotp.TOTP(secret).at(now)
        step = matching_step(secret, f" {code[:3]} {code[3:]} ", None)
        assert step is not None
        assert matching_step(secret, code, step) is None


async def test_a_sealed_secret_opens_only_for_its_owner(database: str) -> None:
    sealed = seal("totp", b"secret", b"sophie")
    assert unseal("totp", sealed, b"sophie") == b"secret"
    for purpose, value, owner in (
        ("totp", sealed, b"luc"),
        ("other", sealed, b"sophie"),
        ("totp", sealed[:-1] + b"x", b"sophie"),
    ):
        with pytest.raises(Unreadable):
            unseal(purpose, value, owner)


def test_sites_are_read_as_origins() -> None:
    typed = "www.durand-diagnostics.fr/contact?x=1\n\n https://Durand.FR:443/ \nhttps://durand.fr\nhttp://site.localhost:8422"
    assert read_origins(typed) == [
        "https://www.durand-diagnostics.fr",
        "https://durand.fr",
        "http://site.localhost:8422",
    ]


@pytest.mark.parametrize(
    ("typed", "word"),
    [("http://durand.fr", "https"), ("ftp://durand.fr", "ftp"), ("https://moi:secret@durand.fr", "durand"),
     ("javascript:alert(1)", "javascript"), ("pas une adresse", "pas une"), ("https://*", "*")],
)  # fmt: skip
def test_a_site_that_cannot_hold_the_box_is_named(typed: str, word: str) -> None:
    with pytest.raises(BadOrigin, match=word.replace("*", r"\*")):
        read_origins(f"https://durand.fr\n{typed}")


def test_the_lines_to_paste_need_no_script() -> None:
    lines = snippet("https://durand.odissee.fr")
    assert 'action="https://durand.odissee.fr/entrer"' in lines and 'target="_top"' in lines
    assert "script" not in lines


def test_the_square_is_a_picture() -> None:
    assert qr_svg("otpauth://totp/x?secret=ABC").startswith("<svg")
