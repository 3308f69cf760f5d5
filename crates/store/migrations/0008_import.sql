-- Which rows of other platforms are here already: a keyed fingerprint of platform and identifier,
-- kept when the appeal is erased so that it does not come back. See domain/appeals/import.

create table imported (
  district bigint not null,
  print bytea not null,
  appeal bigint not null,
  primary key (district, print)
);
