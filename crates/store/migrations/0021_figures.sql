-- What is counted of a dossier, the changes that wait to be added up, and what was added up.

create table fact (
  district bigint not null,
  dossier bigint not null,
  count text not null,
  n bigint not null,
  day bigint not null,
  at bigint not null,
  unit bigint not null,
  street bigint not null,
  community bigint not null,
  estate bigint not null,
  grid bigint not null,
  list text not null,
  matter text not null,
  primary key (district, dossier, count, n)
);
create index fact_day on fact (district, count, at, dossier);
create index fact_unit on fact (district, count, unit, at, dossier);
create index fact_community on fact (district, count, community, at, dossier);
create index fact_estate on fact (district, count, estate, at, dossier);

create table fact_change (
  district bigint not null,
  id bigint not null,
  count text not null,
  day bigint not null,
  unit bigint not null,
  street bigint not null,
  community bigint not null,
  estate bigint not null,
  grid bigint not null,
  list text not null,
  matter text not null,
  number bigint not null,
  primary key (district, id)
);

-- A day is 20261123, a month 202611: months lie beside the days, never between them.
create table tally (
  district bigint not null,
  count text not null,
  scope text not null,
  facet text not null,
  value text not null,
  day bigint not null,
  number bigint not null,
  primary key (district, count, scope, facet, day, value)
);

-- What is overdue is found by when it was due.
create index duty_due on duty (district, due, dossier);
