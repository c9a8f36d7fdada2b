"""Links and codes, the two proofs that other features use."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from odissee.platform import clock
from odissee.platform.db import db, new_id
from odissee.platform.errors import Gone, OdisseeError
from odissee.platform.identity import CodeExpired, CodeTooMany, CodeWrong, capability, codes
from tests.companies import Company

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def another(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


async def issued(company: Company) -> tuple[UUID, str]:
    subject = new_id()
    async with db.tenant(company.tenant_id) as tx:
        code = await codes.issue(tx, "quote.accept", subject, "sms", "+33612345678")
    return subject, code


async def tried(company: Company, subject: UUID, typed: str) -> OdisseeError | codes.CheckedCode:
    """In a transaction that rolls back when the code is refused, as a request does."""
    try:
        async with db.tenant(company.tenant_id) as tx:
            proof = await codes.check(tx, "quote.accept", subject, typed)
    except OdisseeError as error:
        return error
    return proof


async def test_the_right_code_is_proof_of_the_phone_once(durand: Company) -> None:
    subject, code = await issued(durand)
    assert len(code) == 6
    proof = await tried(durand, subject, f"{code[:3]} {code[3:]} ")
    assert isinstance(proof, codes.CheckedCode) and (proof.channel, proof.sent_to) == ("sms", "+33612345678")
    assert isinstance(await tried(durand, subject, code), CodeExpired)


async def test_wrong_codes_count_even_when_the_request_rolls_back(durand: Company) -> None:
    subject, code = await issued(durand)
    said = [await tried(durand, subject, another(code)) for _ in range(5)]
    assert [error.attempts_left for error in said[:4] if isinstance(error, CodeWrong)] == [4, 3, 2, 1]
    assert str(said[0]) == "Ce code n’est pas le bon. Il reste 4 essais." and "1 essai." in str(said[3])
    assert isinstance(said[4], CodeTooMany)
    assert isinstance(await tried(durand, subject, code), CodeTooMany)


async def test_a_code_dies_after_ten_minutes_and_with_the_next_one(durand: Company) -> None:
    with clock.at(NOW):
        subject, first = await issued(durand)
    with clock.at(NOW + timedelta(minutes=9)):
        async with db.tenant(durand.tenant_id) as tx:
            second = await codes.issue(tx, "quote.accept", subject, "sms", "+33612345678")
        if first != second:
            assert isinstance(await tried(durand, subject, first), CodeWrong)
    with clock.at(NOW + timedelta(minutes=20)):
        assert isinstance(await tried(durand, subject, second), CodeExpired)


@pytest.mark.parametrize("typed", ["", "abc", "12345", "1" * 500, "' or 1=1"])
async def test_nonsense_is_a_wrong_code(durand: Company, typed: str) -> None:
    subject, _ = await issued(durand)
    assert isinstance(await tried(durand, subject, typed), CodeWrong)


async def test_another_purpose_subject_or_company_has_no_such_code(durand: Company, morel: Company) -> None:
    subject, code = await issued(durand)
    assert isinstance(await tried(morel, subject, code), CodeExpired)
    assert isinstance(await tried(durand, new_id(), code), CodeExpired)
    async with db.tenant(durand.tenant_id) as tx:
        with pytest.raises(CodeExpired):
            await codes.check(tx, "report.open", subject, code)


async def test_a_link_has_128_bits_and_fits_an_sms(durand: Company) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        tokens = [
            await capability.grant(
                tx, "quote", new_id(), None, "x@exemple.fr", clock.now() + timedelta(days=1), {"a": 1}
            )
            for _ in range(50)
        ]
        stored = await tx.fetch("select token_hash from capability")
    assert {len(token) for token in tokens} == {22} and len(set(tokens)) == 50
    assert all(token.encode() not in row["token_hash"] for token in tokens for row in stored)


async def test_opening_changes_nothing_and_using_works_once(durand: Company) -> None:
    subject = new_id()
    async with db.tenant(durand.tenant_id) as tx:
        token = await capability.grant(
            tx, "quote", subject, None, "x@exemple.fr", clock.now() + timedelta(days=1), {"a": 1}
        )
        for _ in range(3):
            found = await capability.open(tx, token, "quote")
        assert (found.subject_id, found.data, found.used_at) == (subject, {"a": 1}, None)
        await capability.use(tx, token, "quote")
        for act in (capability.open, capability.use):
            with pytest.raises(Gone):
                await act(tx, token, "quote")
        assert (await capability.open(tx, token, "quote", again=True)).used_at is not None


async def test_every_dead_link_is_the_same(durand: Company, morel: Company) -> None:
    soon, past = clock.now() + timedelta(days=1), clock.now() - timedelta(seconds=1)
    subject = new_id()
    async with db.tenant(durand.tenant_id) as tx:
        living = await capability.grant(tx, "quote", new_id(), None, None, soon)
        expired = await capability.grant(tx, "quote", new_id(), None, None, past)
        revoked = await capability.grant(tx, "quote", subject, None, None, soon)
        await capability.revoke(tx, "quote", subject)
        said = []
        for token, scope in (
            (living, "report"),
            (expired, "quote"),
            (revoked, "quote"),
            ("x" * 22, "quote"),
            ("", "quote"),
        ):
            with pytest.raises(Gone) as caught:
                await capability.open(tx, token, scope)
            said.append(str(caught.value))
    async with db.tenant(morel.tenant_id) as tx:
        with pytest.raises(Gone) as caught:
            await capability.open(tx, living, "quote")
    assert {*said, str(caught.value)} == {Gone.title}
