-- RAPI: a mission already done. Its draft is an order's; files wait beside it until the dossier is born.
create table quick_file (
  tenant_id uuid not null references tenant,
  id uuid not null,
  draft_id uuid not null,
  file_id uuid not null,
  kind text not null default '',          -- code of the report; empty: to choose
  is_invoice boolean not null default false,
  reading text not null default 'no_text',
  ademe text not null default '',         -- what was read in the file
  total_cents bigint,                     -- of an invoice, as read
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, draft_id) references order_draft (tenant_id, id) on delete cascade,
  foreign key (tenant_id, file_id) references stored_file (tenant_id, id)
);
create index on quick_file (tenant_id, draft_id);
select company_table('quick_file');

-- An invoice made elsewhere, kept with the dossier for its reading and for statistics.
create table outside_invoice (
  tenant_id uuid not null references tenant,
  id uuid not null,
  dossier_id uuid not null,
  file_id uuid,
  amount_cents bigint not null check (amount_cents >= 0),
  means text not null default '',         -- how it was paid; empty: it is not
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, dossier_id),
  foreign key (tenant_id, dossier_id) references dossier (tenant_id, id) on delete cascade,
  foreign key (tenant_id, file_id) references stored_file (tenant_id, id)
);
select company_table('outside_invoice', 'select, insert');

alter table dossier add column owner_text text not null default '';  -- an owner who is nobody's contact (RAPI-03)
alter table dossier add column visited_on date;                      -- a visit made without an appointment here
