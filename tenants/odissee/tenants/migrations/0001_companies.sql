-- The company: its legal identity, its sites, its people.
create table company (
  tenant_id uuid primary key references tenant,
  legal_name text not null,
  legal_form text not null default '',
  capital_cents bigint,
  siren text not null default '',
  siret text not null default '',
  rcs_city text not null default '',
  vat_number text not null default '',
  vat_regime text not null default 'normal' check (vat_regime in ('normal', 'franchise')),
  address text not null default '',
  postcode text not null default '',
  city text not null default '',
  insee text,
  phone text not null default '',
  email text not null default '',
  website text not null default '',
  insurer text not null default '',
  policy_number text not null default '',
  insurance_per_claim_cents bigint,
  insurance_per_year_cents bigint,
  insurance_area text not null default 'France',
  insurance_from date,
  insurance_until date,
  certification_body text not null default '',
  mediator_name text not null default '',
  mediator_contact text not null default '',
  privacy_contact text not null default '',
  signatory_name text not null default '',
  signatory_role text not null default '',
  logo_file_id uuid,
  quote_validity_days int not null default 30,
  payment_terms_days int not null default 30,
  deposit_bp int not null default 0,
  acceptance_code text not null default 'mail' check (acceptance_code in ('none', 'mail', 'sms', 'sms_or_mail')),
  quote_buttons boolean not null default true,
  updated_at timestamptz not null default now(),
  updated_by uuid
);
select company_table('company');

create table site (
  tenant_id uuid not null references tenant,
  id uuid not null,
  name text not null,
  legal_name text,                        -- null: the company's own (multi-société otherwise)
  siret text,
  vat_number text,
  address text,
  postcode text,
  city text,
  insee text,
  phone text,
  email text,
  quote_series text not null default 'D-{AAAA}-{0000}',
  closed_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, name)
);
select company_table('site');

create table counter (                    -- numbers without gap: the row is locked by whoever takes one
  tenant_id uuid not null references tenant,
  name text not null,
  value bigint not null,
  primary key (tenant_id, name)
);
select company_table('counter');

create table terms_version (              -- general terms: a version accepted by a client never changes
  tenant_id uuid not null references tenant,
  id uuid not null,
  number int not null,
  text text not null,
  sha256 text not null,
  valid_from date not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, number)
);
select company_table('terms_version', 'select, insert');

create table staff_member (
  tenant_id uuid not null references tenant,
  id uuid not null,
  first_name text not null default '',
  last_name text not null,
  initials text not null,
  colour text not null default '1',
  email text not null default '',
  phone text not null default '',
  start_address text not null default '',
  start_postcode text not null default '',
  start_city text not null default '',
  start_insee text,
  start_lat double precision,
  start_lon double precision,
  active_from date,
  active_until date,
  max_discount_bp int,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id)
);
select company_table('staff_member');
alter table membership add foreign key (tenant_id, staff_id) references staff_member (tenant_id, id);

create table certification (              -- who may do which diagnostic, until when
  tenant_id uuid not null references tenant,
  id uuid not null,
  staff_id uuid not null,
  domain text not null,
  mention boolean not null default false,
  body text not null,
  number text not null,
  valid_from date not null,
  valid_to date not null,
  file_id uuid,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, staff_id) references staff_member (tenant_id, id) on delete cascade,
  foreign key (tenant_id, file_id) references stored_file (tenant_id, id),
  check (valid_to >= valid_from)
);
create index on certification (tenant_id, staff_id);
select company_table('certification');

create table support_consent (            -- operators enter only with it, for a time
  tenant_id uuid not null references tenant,
  id uuid not null,
  until timestamptz not null,
  reason text not null default '',
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id)
);
select company_table('support_consent');

create table rule_override (              -- what the company decided where the law is « à vérifier »
  tenant_id uuid not null references tenant,
  id uuid not null,
  rule_key text not null,
  verdict text not null check (verdict in ('required', 'not_required')),
  reason text not null,
  decided_by_name text not null,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id)
);
create unique index on rule_override (tenant_id, rule_key) where revoked_at is null;
select company_table('rule_override', 'select, insert, update');
