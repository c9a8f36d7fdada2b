"""The same files in a bucket: only S3_URL changes, not a line of the product."""

from collections.abc import Iterator

import pytest

from odissee.platform.db import db
from odissee.platform.files import DamagedFile, bucket, read, store
from odissee.platform.settings import settings
from tests.companies import Company
from tests.fakes.s3 import KEY, FakeS3


@pytest.fixture
def s3(database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeS3]:
    fake = FakeS3()
    for name, value in {
        "S3_URL": "s3://odissee-files/durand", "AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_REGION": "eu-west-3", "AWS_ENDPOINT_URL": fake.url, "AWS_ALLOW_HTTP": "true",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    bucket.bucket.cache_clear()
    yield fake
    monkeypatch.undo()
    settings.cache_clear()
    bucket.bucket.cache_clear()
    fake.stop()


async def test_a_pdf_goes_to_the_bucket_under_its_company_and_comes_back(s3: FakeS3, durand: Company) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        file = await store(
            tx, b"%PDF-1.7 devis", name="devis.pdf", media_type="application/pdf", kind="quote"
        )
        assert await read(tx, file.id) == b"%PDF-1.7 devis"
    assert [path.split("/")[-2:] for path in s3.objects] == [[str(durand.tenant_id), file.sha256]]


async def test_bytes_changed_in_the_bucket_are_not_served(s3: FakeS3, durand: Company) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        file = await store(tx, b"%PDF-1.7 vrai", name="devis.pdf", media_type="application/pdf", kind="quote")
        s3.objects.update({path: b"%PDF-1.7 faux" for path in s3.objects})
        with pytest.raises(DamagedFile):
            await read(tx, file.id)


async def test_a_wrong_key_keeps_nothing(
    s3: FakeS3, durand: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAINCONNUE")
    bucket.bucket.cache_clear()
    with pytest.raises(Exception, match="(?i)access|denied|permission|forbidden|403"):
        async with db.tenant(durand.tenant_id) as tx:
            await store(tx, b"x", name="x.pdf", media_type="application/pdf", kind="quote")
    assert s3.objects == {}
