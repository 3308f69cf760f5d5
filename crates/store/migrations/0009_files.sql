-- Photos and documents, staged by whoever brought them and then part of a dossier. See domain/files.

create table file (
  district bigint not null,
  id bigint not null,
  dossier bigint,
  stager text not null,
  staged_at bigint not null,
  what text not null,
  bytes bigint not null,
  width bigint not null,
  height bigint not null,
  salt bytea,
  wrapped bytea,
  full_object text,
  thumb_object text,
  sm3 text not null,
  thumb_sm3 text,
  name bytea,
  primary key (district, id)
);
create index file_of_dossier on file (district, dossier);
create index file_staged on file (district, stager, staged_at) where dossier is null;
create index file_full on file (district, full_object);
create index file_thumb on file (district, thumb_object);

-- Objects whose row has let them go; the schedule deletes them and then the line here.
create table let_go (
  district bigint not null,
  object text not null,
  primary key (district, object)
);
