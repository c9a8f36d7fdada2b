-- What was found, diagnostic by diagnostic (DOSS-60 to 64). Conclusions are codes; words are for people.
create table finding (                    -- one a dossier and diagnostic
  tenant_id uuid not null references tenant,
  id uuid not null,
  dossier_id uuid not null,
  diagnostic text not null,
  codes text[] not null default '{}',     -- empty: not concluded yet
  summary text not null default '',       -- the short report of a person, never read by a rule
  measure numeric(9, 2),                  -- m², of a Carrez or a Boutin
  performed_on date,                      -- the visit
  established_on date,                    -- the report
  source text not null default 'desk' check (source in ('desk', 'phone', 'software')),
  software text not null default '',      -- its name, when the conclusion came from a métier software
  stated_at timestamptz not null,
  stated_by text not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, dossier_id, diagnostic),
  foreign key (tenant_id, dossier_id) references dossier (tenant_id, id) on delete cascade
);
select company_table('finding');

create table dpe_result (                 -- what the DPE says, and apart what a later attestation says
  tenant_id uuid not null references tenant,
  id uuid not null,
  dossier_id uuid not null,
  number text not null default '',        -- of ADEME, 13 signs; without it nothing is drawn
  energy numeric(9, 2),                   -- kWh of primary energy per m² and year
  ges numeric(9, 2),                      -- kg of CO2 per m² and year
  sref numeric(9, 2),                     -- m²
  altitude int,
  climate_zone text not null default '',
  energy_letter text not null default '',
  ges_letter text not null default '',
  established_on date,
  attested_energy numeric(9, 2),
  attested_letter text not null default '',
  attested_on date,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, dossier_id),
  foreign key (tenant_id, dossier_id) references dossier (tenant_id, id) on delete cascade
);
select company_table('dpe_result');

create table asbestos_sample (
  tenant_id uuid not null references tenant,
  id uuid not null,
  dossier_id uuid not null,
  reference text not null,                -- as on the bag: P001
  place text not null default '',
  material text not null default '',
  laboratory text not null default '',
  result text not null default 'awaited' check (result in ('awaited', 'asbestos', 'none', 'unclear')),
  taken_on date,
  result_on date,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, dossier_id, reference),
  foreign key (tenant_id, dossier_id) references dossier (tenant_id, id) on delete cascade
);
select company_table('asbestos_sample');
