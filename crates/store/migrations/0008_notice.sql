-- Messages to residents, as their inbox shows them.

create table notice (
  district bigint not null,
  reader text not null,
  id bigint not null,
  dossier bigint not null,
  kind text not null,
  fields text not null,
  at bigint not null,
  read_at bigint,
  primary key (district, reader, id)
);
