-- Personal data (rules §13): what was erased and what the law keeps, what each night's purge did.
alter table contact add column restricted_at timestamptz;  -- erased but for what the law or a proof keeps: out of every list

create table erasure (                    -- one a person erased; its contact may be gone
  tenant_id uuid not null references tenant,
  id uuid not null,
  subject_id uuid not null,               -- the contact's id, no key: it may be gone
  name text not null,                     -- forgotten by the retention rules
  outcome text not null check (outcome in ('deleted', 'restricted')),
  kept jsonb not null default '[]',       -- [{number, reasons}] of the dossiers that keep the name
  counts jsonb not null default '{}',     -- what went, by kind
  automatic boolean not null default false,
  by_name text not null,
  file_id uuid,                           -- the certificate
  at timestamptz not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, file_id) references stored_file (tenant_id, id)
);
create index on erasure (tenant_id, at desc);
select company_table('erasure', 'select, insert, update');

create table purge_run (                  -- what the retention rules did of a night
  tenant_id uuid not null references tenant,
  id uuid not null,
  day date not null,
  lines jsonb not null,                   -- [{rule, months, before, count, done}]
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, day)
);
select company_table('purge_run', 'select, insert');

-- Why a dossier keeps the name of a contact; no reason, no row.
create function contact_ties(target uuid) returns table (dossier_id uuid, number bigint, reasons text[])
language sql stable set search_path = public, pg_temp as $$
  select * from (
    select d.id, d.number, array_remove(array[
        case when d.invoice_state <> 'none' and k.roles && '{payer,requester,principal}' then 'invoice' end,
        case when exists (select from quote q join quote_version v on v.quote_id = q.id
                           where q.dossier_id = d.id and v.requester_contact_id = target) then 'quote' end,
        case when exists (select from document_download w where w.dossier_id = d.id and w.contact_id = target)
               or exists (select from evidence_record e where e.chain_id = d.id and e.body ->> 'contact' = target::text)
             then 'proof' end,
        case when exists (select from document x where x.dossier_id = d.id and x.section = 'report') then 'report' end,
        case when d.status not in ('finalized', 'cancelled') and d.trashed_at is null and exists (
               select from quote q where q.dossier_id = d.id and q.state = 'accepted') then 'running' end], null) as reasons
      from dossier_contact k join dossier d on d.id = k.dossier_id where k.contact_id = target) t
   where cardinality(t.reasons) > 0
$$;

-- Takes away what is free and says what it did. `kept`: dossiers that keep the name; none and nothing else in the way:
-- the contact goes. By the owner of the tables, since lines that are otherwise never rewritten lose what they say of the
-- person: the line itself stays (who did what, when).
create function contact_erase(target uuid, kept uuid[], keep_address boolean) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  company uuid := current_setting('app.tenant')::uuid;
  people uuid[]; members uuid[]; logins uuid[]; said record; place record; n bigint; told jsonb := '{}'; whole boolean;
begin
  select * into said from contact where tenant_id = company and id = target for update;
  if not found then raise exception 'contact_erase: nobody' using errcode = 'no_data_found'; end if;
  select array_agg(id) into people from contact where tenant_id = company and (id = target or merged_into = target);
  select coalesce(array_agg(id), '{}'), coalesce(array_agg(login_id) filter (where login_id is not null), '{}') into members, logins
    from membership where tenant_id = company and contact_id = any(people);
  delete from session where tenant_id = company and membership_id = any(members);
  get diagnostics n = row_count; told := told || jsonb_build_object('sessions', n);
  delete from known_device where tenant_id = company and membership_id = any(members);
  update membership set contact_id = null, email = null, login_id = null, display_name = 'Contact effacé', initials = '',
         revoked_at = coalesce(revoked_at, now()) where tenant_id = company and id = any(members);
  get diagnostics n = row_count; told := told || jsonb_build_object('accesses', n);
  begin
    delete from login_recovery_code where login_id = any(logins) and not exists (select from login_tenant l where l.login_id = any(logins));
    delete from login_passkey where login_id = any(logins) and not exists (select from login_tenant l where l.login_id = any(logins));
    delete from login g where id = any(logins) and not exists (select from login_tenant l where l.login_id = g.id);
  exception when foreign_key_violation then null;  -- another company, or a session elsewhere, knows this login
  end;
  delete from one_time_code where tenant_id = company and sent_to in (said.email, said.mobile, said.phone) and sent_to <> '';
  delete from capability where tenant_id = company and contact_id = any(people);
  get diagnostics n = row_count; told := told || jsonb_build_object('links', n);
  update sent_mail set to_email = '', to_name = '', subject = '', text_body = '', html_body = '', headers = '{}', problem = null,
         state = case when state in ('queued', 'held') then 'cancelled' else state end
   where tenant_id = company and contact_id = any(people) and (dossier_id is null or dossier_id <> all(kept));
  get diagnostics n = row_count; told := told || jsonb_build_object('mails', n);
  update sent_sms set to_phone = '', body = '', problem = null,
         state = case when state in ('queued', 'held') then 'cancelled' else state end
   where tenant_id = company and contact_id = any(people) and (dossier_id is null or dossier_id <> all(kept));
  get diagnostics n = row_count; told := told || jsonb_build_object('texts', n);
  delete from phone_call where tenant_id = company and (contact_id = any(people)
    or phone in (nullif(said.mobile, ''), nullif(said.phone, '')));
  get diagnostics n = row_count; told := told || jsonb_build_object('calls', n);
  update lead set message = '', ip = '', page = '' where tenant_id = company and contact_id = any(people);
  update portal_request set message = '', wanted = '', phone = '' where tenant_id = company and contact_id = any(people);
  get diagnostics n = row_count; told := told || jsonb_build_object('requests', n);
  update import_line set name = '', before = null, after = null where tenant_id = company and contact_id = any(people);
  delete from dossier_contact where tenant_id = company and contact_id = any(people) and dossier_id <> all(kept);
  get diagnostics n = row_count; told := told || jsonb_build_object('dossiers', n);
  for place in select unnest(array['order_draft', 'order_sheet']) as tab loop
    execute format('update %I set data = (select coalesce(jsonb_object_agg(key, value), ''{}'') from jsonb_each(data)
        where not (key ~ ''_(id|name)$'' and data ->> regexp_replace(key, ''_(id|name)$'', ''_id'') = any($2)))
      where tenant_id = $1 and (dossier_id is null or dossier_id <> all($3)) and data::text ~ any($2)', place.tab)
      using company, people::text[], kept;
  end loop;
  update journal_entry set before = null, after = null
   where tenant_id = company and subject_kind = 'contact' and subject_id = any(people) and (before, after) is distinct from (null, null);
  get diagnostics n = row_count; told := told || jsonb_build_object('history', n);
  whole := cardinality(kept) = 0
    and not exists (select from quote_version where tenant_id = company and requester_contact_id = any(people))
    and not exists (select from document_download where tenant_id = company and contact_id = any(people));
  if whole then
    begin
      delete from consent where tenant_id = company and contact_id = any(people);
      delete from portal_request where tenant_id = company and contact_id = any(people);
      delete from lead where tenant_id = company and contact_id = any(people);
      for place in
        select c.conrelid::regclass as tab, a.attname as col, not a.attnotnull as optional from pg_constraint c
          join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey) and a.attname <> 'tenant_id'
         where c.contype = 'f' and c.confrelid = 'contact'::regclass and c.conrelid <> 'contact'::regclass
      loop
        execute format(case when place.optional then 'update %s set %I = null where tenant_id = $1 and %2$I = any($2)'
                            else 'delete from %s where tenant_id = $1 and %I = any($2)' end, place.tab, place.col)
          using company, people;
      end loop;
      delete from contact where tenant_id = company and id = any(people);
      return told || '{"outcome": "deleted"}';
    exception when foreign_key_violation then null;  -- something stands on it: the name stays, hidden
    end;
  end if;
  update contact set email = '', phone = '', mobile = '', phone_typed = '', mobile_typed = '', person_name = '', note = '',
         iban = '', website = '', rcs = '', client_ref = '', discount_comment = '', folded = '', name_key = '',
         address = case when keep_address then address else '' end, complement = case when keep_address then complement else '' end,
         postcode = case when keep_address then postcode else '' end, city = case when keep_address then city else '' end,
         insee = null, logo_file_id = null, notify_on_appointment = false,
         trashed_at = coalesce(trashed_at, now()), restricted_at = now()
   where tenant_id = company and id = any(people);
  return told || '{"outcome": "restricted"}';
end $$;
revoke execute on function contact_erase from public;
grant execute on function contact_erase to odissee_app;

-- Everything that the company holds of one person, by table: for the person (art. 15 and 20 GDPR). Secrets are no data of theirs.
create function contact_data(target uuid) returns jsonb language plpgsql stable set search_path = public, pg_temp as $$
declare place record; rows jsonb; told jsonb := '{}';
begin
  for place in
    select 'contact'::regclass as tab, 'id'::name as col union all
    select distinct c.conrelid::regclass, a.attname from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey) and a.attname <> 'tenant_id'
     where c.contype = 'f' and c.confrelid = 'contact'::regclass and c.conrelid <> 'contact'::regclass
  loop
    execute format('select coalesce(jsonb_agg(to_jsonb(t) - array[''tenant_id'', ''token_hash'', ''folded'', ''name_key'', ''html_body'']), ''[]'')
      from %s t where %I = $1', place.tab, place.col) using target into rows;
    if rows <> '[]' then
      told := jsonb_set(told, array[place.tab::text], coalesce(told -> place.tab::text, '[]') || rows);
    end if;
  end loop;
  return told;
end $$;

-- Words that the rules no longer keep, in lines whose fact stays.
create function words_forgotten(older_than timestamptz) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare company uuid := current_setting('app.tenant')::uuid; n bigint; m bigint;
begin
  update sent_mail set text_body = '', html_body = '', headers = '{}' where tenant_id = company and created_at < older_than
     and text_body <> '' and state not in ('queued', 'held');
  get diagnostics n = row_count;
  update sent_sms set body = '' where tenant_id = company and created_at < older_than and body <> '' and state not in ('queued', 'held');
  get diagnostics m = row_count;
  return n + m;
end $$;
revoke execute on function words_forgotten from public;
grant execute on function words_forgotten to odissee_app;
