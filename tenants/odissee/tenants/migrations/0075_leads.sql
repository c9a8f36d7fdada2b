-- Requests for a quote from the company's own site, from its public form, or from a partner's program (LEAD-03).
create table lead_key (                   -- what a partner's program shows; told once, kept as a hash
  tenant_id uuid not null references tenant,
  id uuid not null,
  label text not null,
  key_hash bytea not null,
  hint text not null default '',          -- its first letters, to tell two apart
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, key_hash)
);
select company_table('lead_key');

create table lead (                       -- where a request came from, as it came
  tenant_id uuid not null references tenant,
  id uuid not null,                       -- made with the form, so that a form sent twice is one request
  dossier_id uuid not null,
  contact_id uuid not null,
  source text not null check (source in ('form', 'box', 'partner')),
  key_id uuid,
  partner_ref text not null default '',   -- the partner's own reference: the same again changes nothing
  page text not null default '',          -- the page of the company's site that held the box
  message text not null default '',
  ip text not null default '',            -- proof of what was ticked; forgotten by the retention rules
  consents text[] not null default '{}',  -- boxes ticked, as channel:purpose
  merged boolean not null default false,  -- joined a dossier that an earlier request had opened
  received_at timestamptz not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, dossier_id) references dossier (tenant_id, id) on delete cascade,
  foreign key (tenant_id, contact_id) references contact (tenant_id, id),
  foreign key (tenant_id, key_id) references lead_key (tenant_id, id)
);
create index on lead (tenant_id, contact_id);
create index on lead (tenant_id, dossier_id);
create unique index lead_partner_ref on lead (tenant_id, key_id, partner_ref) where partner_ref <> '';
select company_table('lead');
