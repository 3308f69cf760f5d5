-- Dossiers that are kept whole: the noun of a room as its events give it, and what it is about. See
-- domain/folded. Words are in the vault; the noun holds their numbers there.

create table folded (
  district bigint not null,
  id bigint not null,
  kind text not null,
  no text not null,
  begun_at bigint not null,
  version bigint not null,
  noun text not null,
  primary key (district, id)
);

create table tie (
  district bigint not null,
  dossier bigint not null,
  about bigint not null,
  primary key (district, dossier, about)
);
create index tie_about on tie (district, about, dossier);
