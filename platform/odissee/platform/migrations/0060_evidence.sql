-- Proof: append-only records in chains, one chain a subject (a dossier), each with the hash of the one before.
create table evidence_record (
  tenant_id uuid not null references tenant,
  id uuid not null,
  chain_id uuid not null,
  number int not null,
  kind text not null,
  body jsonb not null,
  previous_hash text not null,
  hash text not null,
  at timestamptz not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, chain_id, number)
);
select company_table('evidence_record', 'select, insert');

-- Words of long texts (PDF), apart from the narrow table so that what is typed all day stays quick.
create table search_text (
  tenant_id uuid not null references tenant,
  word text collate "C" not null,
  id uuid not null,                       -- the object that is found: a dossier
  source_id uuid not null,                -- where the word stands: a document
  primary key (tenant_id, word, id, source_id)
);
create index on search_text (tenant_id, source_id);
select company_table('search_text');
