-- DOSS-45: a quote made elsewhere, kept with its dossier, sent and answered by hand. It bears no number of ours.
create table outside_quote (
  tenant_id uuid not null references tenant,
  id uuid not null,
  dossier_id uuid not null,
  file_id uuid not null,
  label text not null,
  amount_cents bigint check (amount_cents >= 0),
  state text not null default 'waiting' check (state in ('waiting', 'accepted', 'refused')),
  sent_at timestamptz,
  removed_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, dossier_id) references dossier (tenant_id, id) on delete cascade,
  foreign key (tenant_id, file_id) references stored_file (tenant_id, id)
);
create index on outside_quote (tenant_id, dossier_id);
select company_table('outside_quote');
