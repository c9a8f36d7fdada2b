-- What the company sells and at what price. Prices are dated rows: a change from a day closes the row of the
-- day before and adds one, so that an old quote can always be computed again. A bound left null is open.
create table diagnostic (                 -- the catalogue; `code` is the one of the rules of law, or the company's own
  tenant_id uuid not null references tenant,
  id uuid not null,
  code text not null,
  label text not null,
  short_label text not null,
  vat_bp int not null default 2000 check (vat_bp between 0 and 10000),   -- mainland rate; the place of the property decides the real one
  minutes int not null default 0 check (minutes >= 0),
  machine boolean not null default false, -- needs the lead analyzer
  certification text not null default '', -- domain of certification.domain, empty: none
  mention boolean not null default false, -- that certification « avec mention »
  position int not null default 0,
  transactions text[] not null default '{}',  -- offered for these only; empty: for all
  hidden_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);
select company_table('diagnostic');

create table price_scale (                -- the columns of the grid for one type of property, from a day on
  tenant_id uuid not null references tenant,
  id uuid not null,
  property_type text not null,
  measure text not null check (measure in ('rooms', 'surface')),
  bounds numeric(8, 2)[] not null default '{}',  -- upper bounds, each included; one more bracket is without end
  valid_from date,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique nulls not distinct (tenant_id, property_type, valid_from)
);
select company_table('price_scale');

create table special_price (              -- what was agreed with a prescriber, a main account or a network
  tenant_id uuid not null references tenant,
  id uuid not null,
  name text not null,
  contact_id uuid,
  network_id uuid,
  sub_accounts boolean not null default false,   -- holds for the accounts under `contact_id` too
  discount_bp int not null default 0 check (discount_bp between 0 and 10000),
  discount_cents bigint not null default 0 check (discount_cents >= 0),
  comment text not null default '',
  valid_from date,
  valid_to date,
  ended_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, contact_id) references contact (tenant_id, id),
  foreign key (tenant_id, network_id) references agency_network (tenant_id, id),
  check ((contact_id is null) <> (network_id is null)),
  check (discount_bp = 0 or discount_cents = 0),
  check (valid_to >= valid_from)
);
create index on special_price (tenant_id, contact_id) where contact_id is not null;
create index on special_price (tenant_id, network_id) where network_id is not null;
select company_table('special_price');

create table unit_price (                 -- one cell of the grid
  tenant_id uuid not null references tenant,
  id uuid not null,
  diagnostic text not null,
  transaction text,
  property_type text,
  measure text check (measure in ('rooms', 'surface')),
  above numeric(8, 2) not null default 0,
  up_to numeric(8, 2),
  site_id uuid,
  special_price_id uuid,
  amount_cents bigint not null check (amount_cents >= 0),
  basis text not null default 'incl' check (basis in ('excl', 'incl')),
  minutes int check (minutes >= 0),
  valid_from date,
  valid_to date,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique nulls not distinct
    (tenant_id, diagnostic, transaction, property_type, measure, above, up_to, site_id, special_price_id, valid_from),
  foreign key (tenant_id, diagnostic) references diagnostic (tenant_id, code),
  foreign key (tenant_id, site_id) references site (tenant_id, id),
  foreign key (tenant_id, special_price_id) references special_price (tenant_id, id),
  check (valid_to >= valid_from),
  check (measure is not null or (above = 0 and up_to is null))
);
select company_table('unit_price');

create table pack (
  tenant_id uuid not null references tenant,
  id uuid not null,
  name text not null,
  diagnostics text[] not null check (cardinality(diagnostics) > 0),
  transaction text,
  property_type text,
  measure text check (measure in ('rooms', 'surface')),
  above numeric(8, 2) not null default 0,
  up_to numeric(8, 2),
  site_id uuid,
  special_price_id uuid,
  amount_cents bigint not null check (amount_cents >= 0),
  basis text not null default 'incl' check (basis in ('excl', 'incl')),
  minutes int not null default 0 check (minutes >= 0),
  vat_bp int not null default 2000 check (vat_bp between 0 and 10000),
  valid_from date,
  valid_to date,
  hidden_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, site_id) references site (tenant_id, id),
  foreign key (tenant_id, special_price_id) references special_price (tenant_id, id),
  check (valid_to >= valid_from)
);
select company_table('pack');

create table surcharge (                  -- per annex or sample beyond `included`, or once: an amount or a percentage
  tenant_id uuid not null references tenant,
  id uuid not null,
  kind text not null check (kind in ('annex', 'sample', 'evening', 'saturday', 'urgent')),
  label text not null,
  amount_cents bigint check (amount_cents >= 0),
  basis text not null default 'incl' check (basis in ('excl', 'incl')),
  percent_bp int not null default 0 check (percent_bp between 0 and 10000),
  included int not null default 0 check (included >= 0),
  minutes int not null default 0 check (minutes >= 0),
  vat_bp int not null default 2000 check (vat_bp between 0 and 10000),
  site_id uuid,
  valid_from date,
  valid_to date,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique nulls not distinct (tenant_id, kind, site_id, valid_from),
  foreign key (tenant_id, site_id) references site (tenant_id, id),
  check (valid_to >= valid_from),
  check (amount_cents is null or percent_bp = 0)
);
select company_table('surcharge');

create table price_settings (             -- one row a company
  tenant_id uuid primary key references tenant,
  pack_rule text not null default 'best_price' check (pack_rule in ('best_price', 'pack_first')),
  entry_basis text not null default 'incl' check (entry_basis in ('excl', 'incl')),
  minimum_cents bigint check (minimum_cents >= 0),
  minimum_basis text not null default 'incl' check (minimum_basis in ('excl', 'incl')),
  max_discounts jsonb not null default '{}',  -- profile → basis points; a profile that is absent has no limit
  km_cents bigint check (km_cents >= 0),  -- null: no travel fee
  km_free int not null default 0 check (km_free >= 0),  -- whole kilometres
  km_minimum_cents bigint not null default 0,
  km_maximum_cents bigint,
  km_billed boolean not null default true,
  updated_at timestamptz not null default now(),
  updated_by uuid
);
select company_table('price_settings');
