-- Documents of a dossier: reports, what clients deposit, what is for the notary. Bytes are in stored_file.
create table document (
  tenant_id uuid not null references tenant,
  id uuid not null,
  dossier_id uuid not null,
  section text not null check (section in ('report', 'received', 'notary', 'proof')),
  kind text not null default '',          -- code of the diagnostic; empty: not known
  kind_from text not null default '' check (kind_from in ('name', 'text', 'hand', '')),
  title text not null,
  series_id uuid not null,                -- the same report again: one series, growing versions
  version int not null default 1,
  superseded_at timestamptz,              -- a newer version is there
  file_id uuid not null,
  pages int,
  reading text not null default 'waiting'
    check (reading in ('waiting', 'read', 'unread', 'too_long', 'damaged', 'no_text')),
  list_a_score text check (list_a_score in ('N1', 'N2', 'N3')),  -- of an asbestos report, said by a person
  doubt text not null default '',         -- name and words say two different things
  anchors jsonb not null default '{}',    -- numbers and dates found in the words
  preview_file_id uuid,
  acknowledge text check (acknowledge in ('mail', 'sms', 'ip')),  -- null: as the company chose
  contact_id uuid,                        -- the client who deposited it
  missing_kind text not null default '',  -- which request it answers
  trashed_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, series_id, version),
  foreign key (tenant_id, dossier_id) references dossier (tenant_id, id) on delete cascade,
  foreign key (tenant_id, file_id) references stored_file (tenant_id, id),
  foreign key (tenant_id, preview_file_id) references stored_file (tenant_id, id),
  foreign key (tenant_id, contact_id) references contact (tenant_id, id)
);
create index on document (tenant_id, dossier_id);
create index on document (tenant_id, file_id);
select company_table('document');

create table report_lock (                -- of one report or all, for one contact or all
  tenant_id uuid not null references tenant,
  id uuid not null,
  dossier_id uuid not null,
  document_series_id uuid,                -- null: all reports of the dossier, those to come included
  contact_id uuid,                        -- null: everybody
  reason text not null default 'hand' check (reason in ('hand', 'payment')),
  lifted_at timestamptz,
  lifted_by uuid,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, dossier_id) references dossier (tenant_id, id) on delete cascade,
  foreign key (tenant_id, contact_id) references contact (tenant_id, id)
);
create index on report_lock (tenant_id, dossier_id) where lifted_at is null;
select company_table('report_lock');

create table document_download (          -- what was handed over: never changed, in the dossier's chain of proof
  tenant_id uuid not null references tenant,
  id uuid not null,
  dossier_id uuid not null,
  document_id uuid not null,
  contact_id uuid,
  method text not null check (method in ('mail', 'sms', 'ip', 'account')),
  ip text not null default '',
  user_agent text not null default '',
  sha256 text not null,
  evidence_id uuid not null,
  at timestamptz not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, dossier_id) references dossier (tenant_id, id) on delete cascade,
  foreign key (tenant_id, document_id) references document (tenant_id, id),
  foreign key (tenant_id, contact_id) references contact (tenant_id, id),
  foreign key (tenant_id, evidence_id) references evidence_record (tenant_id, id)
);
create index on document_download (tenant_id, dossier_id, at desc);
create index on document_download (tenant_id, document_id);
select company_table('document_download', 'select, insert');
