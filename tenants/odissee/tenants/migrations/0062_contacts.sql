-- Contacts: what is known after their creation, accounts, merging, calls, imports, and the lists that a company edits.
alter table contact add column website text not null default '';
alter table contact add column rcs text not null default '';
alter table contact add column iban text not null default '';
alter table contact add column logo_file_id uuid;
alter table contact add foreign key (tenant_id, logo_file_id) references stored_file (tenant_id, id);
alter table contact add column type_value_id uuid;       -- the company's own finer type; `type` drives the form
alter table contact add foreign key (tenant_id, type_value_id) references list_value (tenant_id, id);
create index on contact (tenant_id, merged_into) where merged_into is not null;
create index contact_vat on contact (tenant_id, vat_number) where vat_number <> '';

-- Messages name the contact to whom they went: a true key, so that a merge carries them along.
alter table capability add foreign key (tenant_id, contact_id) references contact (tenant_id, id);
alter table sent_mail add foreign key (tenant_id, contact_id) references contact (tenant_id, id);
alter table sent_sms add foreign key (tenant_id, contact_id) references contact (tenant_id, id);
create index on capability (tenant_id, contact_id) where contact_id is not null;
create index on sent_mail (tenant_id, contact_id) where contact_id is not null;
create index on sent_sms (tenant_id, contact_id) where contact_id is not null;
create index on membership (tenant_id, contact_id) where contact_id is not null;
create index on consent (tenant_id, contact_id);
create index on quote_version (tenant_id, requester_contact_id);

-- SET-11.
alter table agency_network add column hidden_at timestamptz;
create table origin_budget (              -- what a source of contacts costs over a period
  tenant_id uuid not null references tenant,
  id uuid not null,
  list_value_id uuid not null,
  starts_on date not null,
  ends_on date not null,
  amount_cents bigint not null check (amount_cents >= 0),
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, list_value_id) references list_value (tenant_id, id),
  check (starts_on <= ends_on),
  constraint origin_budget_apart
    exclude using gist (tenant_id with =, list_value_id with =, daterange(starts_on, ends_on, '[]') with &&)
);
select company_table('origin_budget');

create table phone_call (                 -- incoming calls that somebody looked up: the recent ones are listed
  tenant_id uuid not null references tenant,
  id uuid not null,
  phone text not null,                    -- E.164, or the figures as they came
  contact_id uuid,
  at timestamptz not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, contact_id) references contact (tenant_id, id)
);
create index on phone_call (tenant_id, at desc);
create index on phone_call (tenant_id, contact_id) where contact_id is not null;
select company_table('phone_call');

-- One file to bring into the book: columns, trial, import. Its own progress is written beside the job's transaction.
create table import_run (
  tenant_id uuid not null references tenant,
  id uuid not null,
  kind text not null default 'contact' check (kind in ('contact')),
  file_id uuid not null,
  name text not null,
  state text not null default 'mapping'
    check (state in ('mapping', 'trying', 'tried', 'importing', 'done', 'failed', 'undone')),
  sheet text not null default '',
  header_line int not null default 1,
  mapping jsonb not null default '{}',    -- place of the column in the file → field, '' leaves it out
  replaces boolean not null default false, -- a value of the file takes the place of another one
  lenient boolean not null default false,  -- a value that cannot be read is left out, the rest of the line enters
  done_count int not null default 0,
  total_count int not null default 0,
  counts jsonb not null default '{}',     -- created, updated, unchanged, refused
  problem text not null default '',
  updated_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, file_id) references stored_file (tenant_id, id)
);
create index on import_run (tenant_id, created_at desc);
select company_table('import_run');

create table import_line (                -- what the last trial or import said of a line, unless nothing changes
  tenant_id uuid not null references tenant,
  id uuid not null,
  import_id uuid not null,
  line int not null,                      -- line of the file, from 1
  outcome text not null check (outcome in ('created', 'updated', 'refused')),
  name text not null default '',
  contact_id uuid,
  problems jsonb not null default '[]',   -- [[column, value, sentence]]
  notes jsonb not null default '[]',      -- sentences that refuse nothing
  before jsonb,                           -- of an update that was written
  after jsonb,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, import_id) references import_run (tenant_id, id) on delete cascade,
  foreign key (tenant_id, contact_id) references contact (tenant_id, id)
);
create index on import_line (tenant_id, import_id, outcome, line);
create index on import_line (tenant_id, contact_id) where contact_id is not null;
select company_table('import_line');

create table import_mapping (             -- « refaire le même import » : columns recognised again by their names
  tenant_id uuid not null references tenant,
  kind text not null,
  signature text not null,                -- the folded headings
  mapping jsonb not null,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, kind, signature)
);
select company_table('import_mapping');

-- Every column of every table that refers to a contact, from the catalogue: a table added later is among them.
create function contact_references() returns table (tab regclass, col name, writable boolean) language sql stable as $$
  select c.conrelid::regclass, a.attname,
         has_table_privilege(c.conrelid, 'update') and has_table_privilege(c.conrelid, 'delete')
    from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey) and a.attname <> 'tenant_id'
   where c.contype = 'f' and c.conparentid = 0 and c.confrelid = 'contact'::regclass
     and not (c.conrelid = 'contact'::regclass and a.attname = 'merged_into')
   order by c.conrelid::regclass::text, a.attname
$$;

-- Give the rows of one contact to another. A row that would break a unique key (both stand on the same dossier) is
-- taken out and told. Returns {"moved": [[table, column, [keys]]], "removed": [[table, [rows]]], "combined": [rows]}.
create function move_contact(source uuid, target uuid) returns jsonb language plpgsql as $$
declare
  place record; key record; keys text; gone jsonb; went jsonb;
  moved jsonb := '[]'; removed jsonb := '[]'; combined jsonb;
begin
  with former as (
    update dossier_contact t set
        roles = (select coalesce(array_agg(distinct r order by r), '{}') from unnest(t.roles || s.roles) r),
        report_access = t.report_access or s.report_access, invoice_access = t.invoice_access or s.invoice_access
      from dossier_contact s
     where t.contact_id = target and s.contact_id = source and s.dossier_id = t.dossier_id
    returning old.id, old.dossier_id, old.roles, old.report_access, old.invoice_access)
  select coalesce(jsonb_agg(to_jsonb(former)), '[]') into combined from former;
  for place in select * from contact_references() where writable loop
    for key in
      select array_agg(a.attname) filter (where a.attname not in (place.col, 'tenant_id')) as others
        from pg_index i cross join lateral unnest(i.indkey) k join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k
       where i.indrelid = place.tab and i.indisunique group by i.indexrelid having bool_or(a.attname = place.col)
    loop
      select coalesce(string_agg(format(' and o.%1$I = t.%1$I', name), ''), '') into keys from unnest(key.others) name;
      execute format('with gone as (delete from %s t where t.%I = $1 and exists (select from %1$s o where o.%2$I = $2%s)
        returning to_jsonb(t) as row) select jsonb_agg(row) from gone', place.tab, place.col, keys)
        using source, target into gone;
      if gone is not null then removed := removed || jsonb_build_array(jsonb_build_array(place.tab::text, gone)); end if;
    end loop;
    execute format('with went as (update %s t set %I = $2 where t.%2$I = $1 returning t.id)
      select jsonb_agg(id) from went', place.tab, place.col) using source, target into went;
    if went is not null then
      moved := moved || jsonb_build_array(jsonb_build_array(place.tab::text, place.col::text, went));
    end if;
  end loop;
  return jsonb_build_object('moved', moved, 'removed', removed, 'combined', combined);
end $$;

-- The inverse: rows that still point to `target` go back, rows taken out come back, combined ones are as they were.
create function move_contact_back(source uuid, target uuid, told jsonb) returns void language plpgsql as $$
declare item jsonb;
begin
  for item in select value from jsonb_array_elements(told -> 'moved') loop
    execute format('update %s set %I = $1 where %2$I = $2 and id = any ($3)', (item ->> 0)::regclass, item ->> 1)
      using source, target, (select array_agg(value::uuid) from jsonb_array_elements_text(item -> 2));
  end loop;
  update dossier_contact t set roles = o.roles, report_access = o.report_access, invoice_access = o.invoice_access
    from jsonb_to_recordset(told -> 'combined') as o (id uuid, roles text[], report_access boolean, invoice_access boolean)
   where t.id = o.id;
  for item in select value from jsonb_array_elements(told -> 'removed') loop
    execute format('insert into %s select * from jsonb_populate_recordset(null::%1$s, $1)', (item ->> 0)::regclass)
      using item -> 1;
  end loop;
end $$;

-- Who was merged is read through whoever replaced them, however many times.
create function contact_now(asked uuid) returns uuid language sql stable as $$
  with recursive way (id, merged_into, step) as (
    select c.id, c.merged_into, 0 from contact c where c.id = asked
    union all select c.id, c.merged_into, way.step + 1 from way join contact c on c.id = way.merged_into where way.step < 20)
  select id from way where merged_into is null limit 1
$$;

-- Whoever is put on a dossier while a merge is under way stands on it as who stays: the row waits for the merge.
create function contact_that_stays() returns trigger language plpgsql as $$
begin
  perform from contact where id = new.contact_id for key share;
  new.contact_id := coalesce(contact_now(new.contact_id), new.contact_id);
  return new;
end $$;
create trigger contact_that_stays before insert on dossier_contact
  for each row execute function contact_that_stays();
