-- Dossiers: anything with a trail of its own, who may read each, and what happened, in an order nobody can
-- change unseen. See domain/dossier. `title` and `where_said` are numbers in its vault, `words` is a
-- title that is public; `sort` and `list` are what queues are sifted by; `key` is the vault's key,
-- wrapped. `reader` holds marks: `unit:7`, `staff:9`, `resident:3`, `public`.

create table dossier (
  district bigint not null,
  id bigint not null,
  kind text not null,
  no text not null,
  title bigint,
  words text,
  place bigint,
  where_said bigint,
  unit bigint not null,
  sort text not null,
  list text,
  begun_at bigint not null,
  key bytea,
  primary key (district, id)
);
create unique index dossier_no on dossier (district, no);

create table reader (
  district bigint not null,
  dossier bigint not null,
  reader text not null,
  primary key (district, dossier, reader)
);
create index reader_reads on reader (district, reader, dossier);

create table event (
  district bigint not null,
  dossier bigint not null,
  seq bigint not null,
  occurred_at bigint not null,
  recorded_at bigint not null,
  actor text not null,
  kind text not null,
  payload text not null,
  prev bytea not null,
  hash bytea not null,
  primary key (district, dossier, seq)
);

create table unsealed (
  district bigint not null,
  dossier bigint not null,
  seq bigint not null,
  hash bytea not null,
  primary key (district, dossier, seq)
);

create table seal (
  district bigint not null,
  n bigint not null,
  at bigint not null,
  root bytea not null,
  prev bytea not null,
  hash bytea not null,
  leaves bytea not null,
  primary key (district, n)
);

create table vault (
  district bigint not null,
  dossier bigint not null,
  n bigint not null,
  salt bytea,
  sealed bytea,
  primary key (district, dossier, n)
);
