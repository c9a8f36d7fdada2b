-- Documents asked of people (DOSS-50), the address of each dossier, and mail that came in (OUR-10).
create table missing_document (           -- one document asked of one contact
  tenant_id uuid not null references tenant,
  id uuid not null,
  dossier_id uuid not null,
  contact_id uuid not null,
  kind text not null,                     -- code of missing/kinds.py
  label text not null,
  state text not null default 'asked' check (state in ('asked', 'reminded', 'received', 'absent', 'cancelled')),
  round uuid not null,                    -- of the asking: reminders belong to one, asking again begins another
  asked_at timestamptz not null,
  reminded_at timestamptz,
  reminders int not null default 0,
  closed_at timestamptz,
  closed_by text not null default '',
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, dossier_id) references dossier (tenant_id, id) on delete cascade,
  foreign key (tenant_id, contact_id) references contact (tenant_id, id)
);
create unique index on missing_document (tenant_id, dossier_id, contact_id, kind) where state in ('asked', 'reminded');
create index on missing_document (tenant_id, dossier_id);
select company_table('missing_document');

create table dossier_mailbox (            -- dossier+TOKEN@the company's host
  tenant_id uuid not null references tenant,
  id uuid not null,
  dossier_id uuid not null,
  token text not null,                    -- 80 bits, small letters and figures: an address has no case
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, dossier_id),
  unique (tenant_id, token),
  foreign key (tenant_id, dossier_id) references dossier (tenant_id, id) on delete cascade
);
select company_table('dossier_mailbox');

create table inbound_mail (               -- a message as it came; its bytes are kept and read again when a person files it
  tenant_id uuid not null references tenant,
  id uuid not null,
  message_key text not null,              -- its Message-ID, or the hash of its bytes
  file_id uuid not null,
  from_email text not null default '',
  from_name text not null default '',
  subject text not null default '',
  excerpt text not null default '',
  pieces int not null default 0,          -- attachments that are documents
  state text not null default 'waiting' check (state in ('waiting', 'unsorted', 'filed', 'ignored', 'dismissed')),
  why text not null default '',
  dossier_id uuid,
  contact_id uuid,
  kept text[] not null default '{}',
  refused text[] not null default '{}',
  settled_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, message_key),
  foreign key (tenant_id, file_id) references stored_file (tenant_id, id),
  foreign key (tenant_id, dossier_id) references dossier (tenant_id, id) on delete cascade,
  foreign key (tenant_id, contact_id) references contact (tenant_id, id)
);
create index on inbound_mail (tenant_id, created_at desc) where state = 'unsorted';
create index on inbound_mail (tenant_id, dossier_id);
select company_table('inbound_mail');
