-- LIST-31: dossiers of the bin deleted for good, by the owner of the tables, with all that stands on them.
-- A dossier with a quote, a proof or an invoice never goes: numbers have no gap and proofs keep their chain.
-- The lines of the journal stay: who did what is never rewritten.
create function dossier_kept(wanted uuid[]) returns table (id uuid, reason text)
language sql stable set search_path = public, pg_temp as $$
  select d.id, case
      when d.trashed_at is null then 'il n’est plus dans la corbeille'
      when d.invoice_state <> 'none' then 'une facture y est attachée'
      when exists (select from evidence_record e where e.tenant_id = d.tenant_id and e.chain_id = d.id)
        then 'des preuves de remise s’y rattachent'
      when exists (select from quote q where q.tenant_id = d.tenant_id and q.dossier_id = d.id)
        then 'un devis numéroté y a été fait'
    end
    from dossier d where d.tenant_id = current_setting('app.tenant')::uuid and d.id = any(wanted)
$$;

-- Children first, found by trying: a table whose rows are still pointed to is tried again after the others. The rows of
-- the tables in `but` stay. Words are shared: those of what remains stay.
create function rows_remove(gone uuid[], company uuid, but text[]) returns void language plpgsql as $$
declare waiting text[]; later text[]; t record;
begin
  select array_agg(name) into waiting from example_link where name <> all(but);
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
      raise exception 'rows_remove: something real stands on %', later using errcode = 'foreign_key_violation';
    end if;
    waiting := later;
  end loop;
  delete from search_word w where tenant_id = company and not exists (
    select from (select distinct unnest(string_to_array(text, ' ')) as word from search_document where tenant_id = company) d
     where d.word = w.word);
end $$;

create or replace function example_remove(gone uuid[], company uuid) returns void language plpgsql as $$
begin
  perform rows_remove(gone, company, '{}');
  delete from counter where tenant_id = company and name = 'number:EXEMPLE-';
  delete from example_row where tenant_id = company;
  -- The journal keeps its order and has no gap; nothing else of a line changes.
  update journal_entry e set seq = -s.place
    from (select id, row_number() over (order by seq) as place from journal_entry where tenant_id = company) s
   where e.tenant_id = company and s.id = e.id and e.seq <> s.place;
  update journal_entry set seq = -seq where tenant_id = company and seq < 0;
  update journal_head set closed_up = closed_up + 1,
         seq = (select coalesce(max(seq), 0) from journal_entry where tenant_id = company)
   where tenant_id = company;
end $$;

-- Takes them away when all may go, or raises; returns the SHA-256 of the files that nothing names any more.
create function dossier_purge(wanted uuid[]) returns text[]
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  company uuid := current_setting('app.tenant')::uuid;
  gone uuid[]; files uuid[]; shas text[];
begin
  perform from dossier where tenant_id = company and id = any(wanted) for update;
  if exists (select from dossier_kept(wanted) k where k.reason is not null) then
    raise exception 'dossier_purge: one of them must stay' using errcode = 'check_violation';
  end if;
  select coalesce(array_agg(id), '{}') into gone from dossier where tenant_id = company and id = any(wanted);
  gone := example_closure(gone, company);
  files := example_files(gone, company);
  gone := example_closure(gone || files, company);
  select coalesce(array_agg(distinct sha256), '{}') into shas from stored_file f
   where tenant_id = company and id = any(files)
     and not exists (select from stored_file o where o.tenant_id = company and o.sha256 = f.sha256 and o.id <> all(files));
  perform rows_remove(gone, company, '{journal_entry}');
  return shas;
end $$;
revoke execute on function dossier_purge, dossier_kept, rows_remove from public;
grant execute on function dossier_purge, dossier_kept to odissee_app;
