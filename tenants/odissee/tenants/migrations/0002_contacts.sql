-- People and organisations outside, and what is inspected.
create table list_value (                 -- editable lists: origins, cancel reasons, contact types, natures…
  tenant_id uuid not null references tenant,
  id uuid not null,
  list text not null,
  label text not null,
  position int not null default 0,
  data jsonb not null default '{}',
  hidden_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, list, label)
);
select company_table('list_value');

create table agency_network (
  tenant_id uuid not null references tenant,
  id uuid not null,
  name text not null,
  national boolean not null default false,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, name)
);
select company_table('agency_network');

create table contact (
  tenant_id uuid not null references tenant,
  id uuid not null,
  kind text not null default 'private' check (kind in ('private', 'pro')),
  type text not null default 'particulier',
  civility text not null default '',
  first_name text not null default '',
  last_name text not null,                -- the only mandatory field; of a pro: the organisation's name
  person_name text not null default '',   -- of a pro: whom one talks to
  email text not null default '',
  phone text not null default '',         -- E.164; what was typed is kept in *_typed
  mobile text not null default '',
  phone_typed text not null default '',
  mobile_typed text not null default '',
  address text not null default '',
  complement text not null default '',
  postcode text not null default '',
  city text not null default '',
  insee text,
  siren text not null default '',
  siret text not null default '',
  vat_number text not null default '',
  client_ref text not null default '',
  parent_id uuid,
  network_id uuid,
  sales_rep_id uuid,
  discount_bp int not null default 0 check (discount_bp between 0 and 10000),
  discount_comment text not null default '',
  never_lock_reports boolean not null default false,
  notify_on_appointment boolean not null default false,
  note text not null default '',
  folded text not null default '',        -- unaccented, lower case, for search and duplicates
  merged_into uuid,
  trashed_at timestamptz,
  updated_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, parent_id) references contact (tenant_id, id),
  foreign key (tenant_id, network_id) references agency_network (tenant_id, id),
  foreign key (tenant_id, sales_rep_id) references staff_member (tenant_id, id),
  foreign key (tenant_id, merged_into) references contact (tenant_id, id)
);
create index on contact (tenant_id, folded text_pattern_ops) where trashed_at is null and merged_into is null;
create index on contact (tenant_id, lower(email)) where email <> '';
create index on contact (tenant_id, mobile) where mobile <> '';
create index on contact (tenant_id, phone) where phone <> '';
create index on contact (tenant_id, parent_id) where parent_id is not null;
select company_table('contact');
alter table membership add foreign key (tenant_id, contact_id) references contact (tenant_id, id);

create table consent (
  tenant_id uuid not null references tenant,
  id uuid not null,
  contact_id uuid not null,
  channel text not null check (channel in ('mail', 'sms', 'phone')),
  purpose text not null,
  proof text not null,
  at timestamptz not null,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, contact_id) references contact (tenant_id, id)
);
select company_table('consent');

create table property (
  tenant_id uuid not null references tenant,
  id uuid not null,
  type text not null default 'flat',      -- house, flat, building, commercial, land, annex
  typed_address text not null default '', -- what was typed stays beside what was matched
  address text not null default '',
  complement text not null default '',
  postcode text not null default '',
  city text not null default '',
  insee text,
  lat double precision,
  lon double precision,
  match_label text not null default '',
  match_kind text not null default 'none' check (match_kind in
    ('none', 'municipality', 'locality', 'street', 'housenumber')),
  match_score real,
  matched_at timestamptz,
  surface numeric(8, 2),
  rooms int,
  annex_count int,
  built_year int,
  permit_on text not null default '',     -- a day, a year or nothing, as known
  floor text not null default '',
  door text not null default '',
  access_notes text not null default '',
  lot text not null default '',
  parcel text not null default '',
  context jsonb not null default '{}',    -- the rule engine's facts as answered
  updated_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id)
);
create index on property (tenant_id, insee);
select company_table('property');
create table annex (
  tenant_id uuid not null references tenant,
  id uuid not null,
  property_id uuid not null,
  kind text not null,
  lot text not null default '',
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, property_id) references property (tenant_id, id) on delete cascade
);
select company_table('annex');
