-- The dossier, from the call to the payment. Columns that the list shows are kept on the row itself,
-- so that a page of the list costs one query.
create table dossier (
  tenant_id uuid not null references tenant,
  id uuid not null,
  number bigint not null,
  internal_ref text not null default '',
  mode text not null default 'ddt' check (mode in ('ddt', 'works', 'building', 'other', 'quick')),
  nature text not null default 'sale',    -- sale, rental, management, works, demolition, building, other
  status text not null,
  status_before_cancel text,
  urgent_at timestamptz,
  origin text not null default '',
  site_id uuid not null,
  property_id uuid not null,
  technician_id uuid,
  in_charge_id uuid,                      -- membership of the person in charge
  appointment_at timestamptz,
  owner_name text not null default '',
  prescriber_name text not null default '',
  city text not null default '',
  amount_cents bigint not null default 0,
  invoiced_cents bigint,
  quote_state text not null default 'none' check (quote_state in ('none', 'waiting', 'accepted', 'refused')),
  report_state text not null default 'none' check (report_state in ('none', 'open', 'locked', 'downloaded')),
  downloads int not null default 0,
  invoice_state text not null default 'none' check (invoice_state in ('none', 'unpaid', 'paid')),
  instalments_paid int not null default 0,
  instalments_total int not null default 0,
  cancel_reason text,
  callback_wanted_at timestamptz,
  early_start boolean,                    -- the consumer asked to start before the withdrawal period ends
  archived_at timestamptz,
  trashed_at timestamptz,
  sold_at timestamptz,
  active_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, site_id) references site (tenant_id, id),
  foreign key (tenant_id, property_id) references property (tenant_id, id),
  foreign key (tenant_id, technician_id) references staff_member (tenant_id, id),
  foreign key (tenant_id, in_charge_id) references membership (tenant_id, id)
);
create index dossier_list on dossier (tenant_id, (urgent_at is null), active_at desc, id desc)
  where archived_at is null and trashed_at is null;
create index dossier_status on dossier (tenant_id, status, (urgent_at is null), active_at desc, id desc)
  where archived_at is null and trashed_at is null;
create index on dossier (tenant_id, property_id);
create index on dossier (tenant_id, technician_id);
select company_table('dossier');

create table dossier_contact (
  tenant_id uuid not null references tenant,
  id uuid not null,
  dossier_id uuid not null,
  contact_id uuid not null,
  roles text[] not null default '{}',     -- requester, prescriber, owner, occupant, buyer, payer, notary, property_manager, principal
  report_access boolean not null default false,
  invoice_access boolean not null default false,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, dossier_id, contact_id),
  foreign key (tenant_id, dossier_id) references dossier (tenant_id, id) on delete cascade,
  foreign key (tenant_id, contact_id) references contact (tenant_id, id)
);
create index on dossier_contact (tenant_id, contact_id);
select company_table('dossier_contact');

create table dossier_service (
  tenant_id uuid not null references tenant,
  id uuid not null,
  dossier_id uuid not null,
  diagnostic text not null,
  label text not null,
  price_cents bigint,
  minutes int,
  verdict text,
  why text not null default '',
  source text not null default '',
  rule_status text not null default '',
  position int not null default 0,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, dossier_id, diagnostic),
  foreign key (tenant_id, dossier_id) references dossier (tenant_id, id) on delete cascade
);
select company_table('dossier_service');

create table comment (
  tenant_id uuid not null references tenant,
  id uuid not null,
  dossier_id uuid not null,
  text text not null,
  author_name text not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, dossier_id) references dossier (tenant_id, id) on delete cascade
);
create index on comment (tenant_id, dossier_id, created_at desc);
select company_table('comment');

create table task (                       -- something to do for somebody by a day: call back, verify…
  tenant_id uuid not null references tenant,
  id uuid not null,
  dossier_id uuid,
  kind text not null,
  label text not null,
  due_on date not null,
  for_membership_id uuid,
  done_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, dossier_id) references dossier (tenant_id, id) on delete cascade,
  foreign key (tenant_id, for_membership_id) references membership (tenant_id, id)
);
select company_table('task');

create table appointment (                -- points 5 and the plain agenda; the planning comes with its own issue
  tenant_id uuid not null references tenant,
  id uuid not null,
  dossier_id uuid,
  staff_id uuid not null,
  during tstzrange not null,
  state text not null default 'confirmed' check (state in
    ('held', 'confirmed', 'en_route', 'arrived', 'started', 'done', 'cancelled', 'no_show')),
  active boolean generated always as (state not in ('cancelled', 'no_show')) stored,
  note text not null default '',
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, dossier_id) references dossier (tenant_id, id) on delete cascade,
  foreign key (tenant_id, staff_id) references staff_member (tenant_id, id),
  exclude using gist (tenant_id with =, staff_id with =, during with &&) where (active)
);
create index on appointment (tenant_id, dossier_id);
select company_table('appointment');

create table order_draft (                -- the five points, saved as typed; one server-side draft per dossier
  tenant_id uuid not null references tenant,
  id uuid not null,
  mode text not null default 'ddt',
  dossier_id uuid,
  data jsonb not null default '{}',       -- field name → raw text as typed
  version int not null default 1,
  edited_by uuid,
  edited_by_name text not null default '',
  updated_at timestamptz not null default now(),
  closed_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, dossier_id) references dossier (tenant_id, id) on delete cascade
);
create unique index on order_draft (tenant_id, dossier_id) where closed_at is null;
select company_table('order_draft');

create table quote (
  tenant_id uuid not null references tenant,
  id uuid not null,
  dossier_id uuid not null,
  site_id uuid not null,
  number text not null,
  state text not null default 'draft' check (state in
    ('draft', 'sent', 'viewed', 'accepted', 'refused', 'expired', 'superseded', 'withdrawn')),
  current_version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, dossier_id) references dossier (tenant_id, id),
  foreign key (tenant_id, site_id) references site (tenant_id, id)
);
create index on quote (tenant_id, dossier_id);
select company_table('quote');

create table quote_version (              -- what was sent never changes: `snapshot` holds every word and figure
  tenant_id uuid not null references tenant,
  id uuid not null,
  quote_id uuid not null,
  version int not null,
  snapshot jsonb not null,
  total_ht_cents bigint not null,
  total_vat_cents bigint not null,
  total_ttc_cents bigint not null,
  valid_until date not null,
  terms_version_id uuid,
  public_comment text not null default '',
  private_comment text not null default '',
  requester_contact_id uuid not null,
  send_mail boolean not null default true,
  send_sms boolean not null default false,
  remind_at timestamptz,
  pdf_file_id uuid,
  statement_file_id uuid,
  accepted_pdf_file_id uuid,
  rendered_at timestamptz,
  sent_at timestamptz,
  viewed_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, quote_id, version),
  foreign key (tenant_id, quote_id) references quote (tenant_id, id),
  foreign key (tenant_id, terms_version_id) references terms_version (tenant_id, id),
  foreign key (tenant_id, requester_contact_id) references contact (tenant_id, id),
  foreign key (tenant_id, pdf_file_id) references stored_file (tenant_id, id),
  foreign key (tenant_id, statement_file_id) references stored_file (tenant_id, id),
  foreign key (tenant_id, accepted_pdf_file_id) references stored_file (tenant_id, id)
);
select company_table('quote_version');

create table quote_answer (               -- acceptance, refusal, withdrawal: evidence, append-only, chained
  tenant_id uuid not null references tenant,
  id uuid not null,
  quote_version_id uuid not null,
  kind text not null check (kind in ('accepted', 'refused', 'withdrawn')),
  by_hand boolean not null default false,
  name text not null default '',
  role text not null default '',
  place text not null default '',
  reason text not null default '',
  message text not null default '',
  callback boolean not null default false,
  boxes text[] not null default '{}',
  channel text not null default '',
  evidence jsonb not null,
  number bigint not null,
  previous_hash text not null,
  hash text not null,
  answered_at timestamptz not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  unique (tenant_id, quote_version_id, kind),
  foreign key (tenant_id, quote_version_id) references quote_version (tenant_id, id)
);
select company_table('quote_answer', 'select, insert');
