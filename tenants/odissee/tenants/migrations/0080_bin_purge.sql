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

-- Takes them away when all may go, or raises; returns the SHA-256 of the files that nothing names any more.
create function dossier_purge(wanted uuid[]) returns text[]
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  company uuid := current_setting('app.tenant')::uuid;
  gone uuid[]; files uuid[]; shas text[]; waiting text[]; later text[]; t record;
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
  select array_agg(name) into waiting from example_link where name <> 'journal_entry';
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
      raise exception 'dossier_purge: something stands on %', later using errcode = 'foreign_key_violation';
    end if;
    waiting := later;
  end loop;
  delete from search_word w where tenant_id = company and not exists (
    select from (select distinct unnest(string_to_array(text, ' ')) as word from search_document where tenant_id = company) d
     where d.word = w.word);
  return shas;
end $$;
revoke execute on function dossier_purge, dossier_kept from public;
grant execute on function dossier_purge, dossier_kept to odissee_app;
