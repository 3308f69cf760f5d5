-- What administrators did to units, grids, places and accounts: who, when, what was and what is.
-- `subject` names the thing (unit/CODE, grid/CODE, place/PATH, staff/USERNAME), `n` counts its
-- changes, `fields` is a JSON list of before and after.

create table organisation_event (
  district bigint not null,
  subject text not null,
  n bigint not null,
  at bigint not null,
  actor text not null,
  author text not null,
  what text not null,
  name text not null,
  fields text not null,
  primary key (district, subject, n)
);
create index organisation_event_at on organisation_event (district, at);
