-- Answers of the outside address service, kept so that the same question is asked once.
-- What an address search returns is public (BAN), but what somebody typed tells where a client lives: the
-- question is therefore never stored, only its keyed hash, and the row belongs to the company that asked, so
-- that no company can learn by a quicker answer what another one has looked for.
create table geocoder_answer (
  tenant_id uuid not null references tenant,
  question_hash bytea not null,           -- HMAC-SHA-256 of the normalised question, key of the installation
  answer jsonb not null,                  -- list of matches
  asked_at timestamptz not null default now(),
  primary key (tenant_id, question_hash)
);
create index on geocoder_answer (tenant_id, asked_at);
select company_table('geocoder_answer');
