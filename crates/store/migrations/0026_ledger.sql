-- What administrators did, one dossier a thing: a unit, an account, a version of the rules. `ledger` says
-- which dossier a thing has; `ledger_entry` is what the auditor's lists read, and each of its rows says what
-- an event of that dossier says. See domain/ledger. `sort` is the first word of the subject, `fields` a JSON
-- list of before and after; entries from before there were such dossiers have no event.

create table ledger (
  district bigint not null,
  subject text not null,
  dossier bigint not null,
  primary key (district, subject)
);
create unique index ledger_dossier on ledger (district, dossier);

create table ledger_entry (
  district bigint not null,
  subject text not null,
  n bigint not null,
  sort text not null,
  at bigint not null,
  actor text not null,
  author text not null,
  what text not null,
  name text not null,
  fields text not null,
  primary key (district, subject, n)
);
create index ledger_entry_at on ledger_entry (district, at, subject, n);
create index ledger_entry_sort on ledger_entry (district, sort, at, subject, n);
create index ledger_entry_actor on ledger_entry (district, actor, at, subject, n);

insert into ledger_entry (district, subject, n, sort, at, actor, author, what, name, fields)
select district, subject, n,
  case when subject like 'unit/%' then 'unit' when subject like 'grid/%' then 'grid'
       when subject like 'place/%' then 'place' when subject like 'rules/%' then 'rules' else 'staff' end,
  at, actor, author, what, name, fields from organisation_event;
drop table organisation_event;
