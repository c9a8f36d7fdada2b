-- TEN-02: example data in a company, and their removal with everything that grew on them.
-- A mark can only be written before the row that it marks is born: no row that lived a day without it, and
-- nothing that the journal already tells of, can ever be declared an example.
create table example_row (
  tenant_id uuid not null references tenant,
  id uuid not null,
  kind text not null check (kind in ('dossier', 'contact', 'property', 'agency_network')),
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
select company_table('example_row', 'select, insert');

create function example_before_birth() returns trigger language plpgsql as $$
begin
  if exists (select from dossier where id = new.id) or exists (select from contact where id = new.id)
     or exists (select from property where id = new.id) or exists (select from agency_network where id = new.id)
     or exists (select from journal_entry where subject_id = new.id or dossier_id = new.id) then
    raise exception 'example_row: % already lives, it is nobody''s example', new.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger example_before_birth before insert on example_row for each row execute function example_before_birth();

-- Nothing leaves from an example, whoever writes the message and however often it is tried again.
create function example_stays_inside() returns trigger language plpgsql as $$
begin
  if new.state in ('queued', 'held', 'sent', 'delivered')
     and exists (select from example_row where id in (new.dossier_id, new.contact_id)) then
    new.state := 'cancelled';
    new.problem := 'Données d’exemple : rien n’est parti.';
    new.sent_at := null;
  end if;
  return new;
end $$;
create trigger example_stays_inside before insert or update on sent_mail
  for each row execute function example_stays_inside();
create trigger example_stays_inside before insert or update on sent_sms
  for each row execute function example_stays_inside();

-- Answers given to quotes of examples are a chain of their own: the company's proofs never stand on them.
alter table quote_answer add column example boolean not null default false;
alter table quote_answer drop constraint quote_answer_tenant_id_number_key;
alter table quote_answer add unique (tenant_id, example, number);

-- Every company table with its columns that may point to another row, for the functions below. Who did something
-- is no link: a person's acts are not the person's children. `has_id`: a row is known by its own `id` alone.
create view example_link with (security_invoker = true) as
  select t.name, t.has_id, coalesce(array_agg(a.attname::text) filter (where a.attname not in ('tenant_id', 'actor_id',
           'membership_id', 'staff_id', 'undoes') and a.attname !~ '_by$' and (a.attname <> 'id' or not t.has_id)), '{}') as links
    from (select c.oid, c.relname::text as name, exists (
            select from pg_index i where i.indrelid = c.oid and i.indisprimary and array(
              select attname::text from pg_attribute k where k.attrelid = c.oid and k.attnum = any(i.indkey) order by 1)
              = array['id', 'tenant_id']) as has_id
            from pg_class c
           where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relname not in
             ('tenant', 'login_tenant', 'example_row', 'membership', 'staff_member', 'site', 'company')) t
    join pg_attribute o on o.attrelid = t.oid and o.attname = 'tenant_id' and not o.attisdropped
    join pg_attribute a on a.attrelid = t.oid and a.atttypid = 'uuid'::regtype and a.attnum > 0 and not a.attisdropped
   group by t.name, t.has_id;

-- Rows of one table that point to, or are, one of `ids`; a line of the journal belongs to its dossier first.
create function example_condition(name text, links text[], has_id boolean) returns text language sql immutable as $$
  select case name
    when 'journal_entry' then '(dossier_id = any($1) or (dossier_id is null and subject_id = any($1)))'
    when 'job' then '(exists (select from unnest($1) g where position(g::text in payload::text || dedup_key) > 0))'
    else '(' || array_to_string(
      (case when has_id then array['id = any($1)'] else '{}'::text[] end)
      || (case when name in ('dossier', 'contact', 'property', 'agency_network') then '{}'::text[]
          else (select coalesce(array_agg(format('%I = any($1)', l)), '{}') from unnest(links) l) end)
      || array['false'], ' or ') || ')' end
$$;

-- Everything that stands on `ids`, down to the last row. Dossiers, contacts and properties without a mark are
-- never reached: they are somebody's own work.
create function example_closure(ids uuid[], company uuid) returns uuid[] language plpgsql stable as $$
declare known int := -1; t record; found uuid[];
begin
  while known <> cardinality(ids) loop
    known := cardinality(ids);
    for t in select * from example_link where has_id and name <> 'search_card' loop
      execute format('select array_agg(id) from %I where tenant_id = $2 and id <> all($1) and %s',
                     t.name, example_condition(t.name, t.links, true)) into found using ids, company;
      ids := ids || coalesce(found, '{}');
    end loop;
  end loop;
  return ids;
end $$;

-- Of `wanted`, those that a row outside `gone` still uses. What merely describes them (journal, search, links) is no use.
create function example_used(wanted uuid[], gone uuid[], company uuid) returns uuid[] language plpgsql stable as $$
declare t record; l text; found uuid[]; used uuid[] := '{}';
begin
  for t in select * from example_link
            where name not in ('journal_entry', 'job', 'annex', 'consent', 'capability') and name not like 'search\_%'
  loop
    foreach l in array t.links loop
      execute format('select array_agg(distinct %1$I) from %2$I where tenant_id = $3 and %1$I = any($1) and %3$s',
                     l, t.name, case when t.has_id then 'id <> all($2)' else 'true' end)
        into found using wanted, gone, company;
      used := used || coalesce(found, '{}');
    end loop;
  end loop;
  execute 'select array_agg(distinct contact_id) from membership where tenant_id = $2 and contact_id = any($1)'
    into found using wanted, company;
  return used || coalesce(found, '{}');
end $$;

create function example_files(gone uuid[], company uuid) returns uuid[] language plpgsql stable as $$
declare t record; l text; found uuid[]; theirs uuid[] := '{}'; kept uuid[] := '{}';
begin
  for t in select * from example_link where has_id and name <> 'stored_file' loop
    foreach l in array t.links loop
      execute format('select array_agg(f.id) from stored_file f join %I r on r.%I = f.id
                       where f.tenant_id = $2 and r.tenant_id = $2 and r.id = any($1)', t.name, l)
        into found using gone, company;
      theirs := theirs || coalesce(found, '{}');
      execute format('select array_agg(f.id) from stored_file f join %I r on r.%I = f.id
                       where f.tenant_id = $2 and r.tenant_id = $2 and r.id <> all($1)', t.name, l)
        into found using gone, company;
      kept := kept || coalesce(found, '{}');
    end loop;
  end loop;
  select theirs || coalesce(array_agg((a ->> 'file_id')::uuid), '{}') into theirs
    from sent_mail m, jsonb_array_elements(m.attachments) a where m.tenant_id = company and m.id = any(gone);
  select kept || coalesce(array_agg((a ->> 'file_id')::uuid), '{}') into kept
    from sent_mail m, jsonb_array_elements(m.attachments) a where m.tenant_id = company and m.id <> all(gone);
  return array(select distinct f from unnest(theirs) f where f <> all(kept));
end $$;

-- What the company of this transaction would lose, and with `removing` its loss. Returns
-- {"counts": {table: rows}, "kept": [contacts, properties… that real work uses], "files": [sha256 without owner]}.
create function example_data(removing boolean) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  company uuid := current_setting('app.tenant')::uuid;
  roots uuid[]; rest uuid[]; gone uuid[]; used uuid[]; shas text[]; t record; n bigint; left_over bigint;
  counts jsonb := '{}'; seen uuid[] := '{}';
begin
  perform from journal_head where tenant_id = company for update;
  select coalesce(array_agg(id), '{}') into roots from example_row where tenant_id = company and kind = 'dossier';
  select coalesce(array_agg(id), '{}') into rest from example_row where tenant_id = company and kind <> 'dossier';
  if cardinality(roots) + cardinality(rest) = 0 then
    return '{"counts": {}, "kept": [], "files": []}';
  end if;
  gone := example_closure(roots, company);
  loop
    used := example_used(rest, gone || rest, company);
    exit when cardinality(used) = 0;
    rest := array(select r from unnest(rest) r where r <> all(used));
  end loop;
  gone := example_closure(gone || rest, company);
  gone := gone || example_files(gone, company);
  gone := example_closure(gone, company);

  -- Guards: an id is one row, and no line of the journal of a real dossier speaks of what goes.
  select count(*) into left_over from journal_entry
   where tenant_id = company and subject_id = any(gone) and dossier_id <> all(gone);
  if left_over > 0 then
    raise exception 'example_data: % lines of real dossiers speak of it', left_over using errcode = 'check_violation';
  end if;
  for t in select name from example_link where has_id and name <> 'search_card'
           union all select unnest(array['membership', 'staff_member', 'site']) loop
    execute format('select $2 || coalesce(array_agg(id), ''{}'') from %I where tenant_id = $3 and id = any($1)', t.name)
      into seen using gone, seen, company;
  end loop;
  if cardinality(seen) <> (select count(distinct s) from unnest(seen) s) then
    raise exception 'example_data: an identifier names two rows' using errcode = 'check_violation';
  end if;

  for t in select * from example_link loop
    execute format('select count(*) from %I where tenant_id = $2 and %s', t.name,
                   example_condition(t.name, t.links, t.has_id)) into n using gone, company;
    if n > 0 then counts := counts || jsonb_build_object(t.name, n); end if;
  end loop;
  select coalesce(array_agg(distinct sha256), '{}') into shas from stored_file f
   where tenant_id = company and id = any(gone)
     and not exists (select from stored_file o where o.tenant_id = company and o.sha256 = f.sha256 and o.id <> all(gone));
  select coalesce(array_agg(id), '{}') into used from example_row
   where tenant_id = company and kind <> 'dossier' and id <> all(rest);
  if removing then perform example_remove(gone, company); end if;
  return jsonb_build_object('counts', counts, 'kept', to_jsonb(used), 'files', to_jsonb(shas));
end $$;

-- Children first, found by trying: a table whose rows are still pointed to is tried again after the others.
create function example_remove(gone uuid[], company uuid) returns void language plpgsql as $$
declare waiting text[]; later text[]; t record;
begin
  select array_agg(name) into waiting from example_link;
  while cardinality(waiting) > 0 loop
    later := '{}';
    for t in select * from example_link where name = any(waiting) loop
      begin
        execute format('delete from %I where tenant_id = $2 and %s', t.name,
                       example_condition(t.name, t.links, t.has_id)) using gone, company;
      exception when foreign_key_violation then
        later := later || t.name;
      end;
    end loop;
    if cardinality(later) = cardinality(waiting) then
      raise exception 'example_remove: something real stands on %', later using errcode = 'foreign_key_violation';
    end if;
    waiting := later;
  end loop;
  delete from counter where tenant_id = company and name = 'number:EXEMPLE-';
  delete from example_row where tenant_id = company;
  -- Words are shared: those of real objects stay.
  delete from search_word w where tenant_id = company and not exists (
    select from (select distinct unnest(string_to_array(text, ' ')) as word from search_document where tenant_id = company) d
     where d.word = w.word);
  -- The journal keeps its order and has no gap; nothing else of a line changes.
  update journal_entry e set seq = -s.place
    from (select id, row_number() over (order by seq) as place from journal_entry where tenant_id = company) s
   where e.tenant_id = company and s.id = e.id and e.seq <> s.place;
  update journal_entry set seq = -seq where tenant_id = company and seq < 0;
  update journal_head set closed_up = closed_up + 1,
         seq = (select coalesce(max(seq), 0) from journal_entry where tenant_id = company)
   where tenant_id = company;
end $$;

revoke execute on function example_closure, example_used, example_files, example_remove, example_data from public;
revoke all on example_link from public;
grant execute on function example_data to odissee_app;
