-- Where things are: units, places, grids, QR codes, outlines, and what administrators did to them.
-- `district` is the six-digit county code; the province and the city above are rows of each. `subject`
-- names a thing (unit/CODE, grid/CODE, place/PATH, staff/USERNAME), `n` counts its changes, `fields` is a
-- JSON list of before and after.

create table unit (
  district bigint not null,
  id bigint not null,
  code text not null,
  kind text not null,
  name text not null,
  superior bigint,
  phone text not null,
  closed_at bigint,
  primary key (district, id)
);
create unique index unit_code on unit (district, code);
create index unit_kind on unit (district, kind);
create index unit_superior on unit (district, superior);

create table unit_duty (
  district bigint not null,
  unit bigint not null,
  category text not null,
  primary key (district, unit, category)
);
create index unit_duty_category on unit_duty (district, category);

create table unit_cover (
  district bigint not null,
  place bigint not null,
  unit bigint not null,
  primary key (district, place, unit)
);
create index unit_cover_unit on unit_cover (district, unit);

create table grid (
  district bigint not null,
  id bigint not null,
  community bigint not null,
  code text not null,
  name text not null,
  unit bigint not null,
  closed_at bigint,
  primary key (district, id)
);
create unique index grid_code on grid (district, community, code);

create table grid_member (
  district bigint not null,
  grid bigint not null,
  seq bigint not null,
  role text not null,
  name text not null,
  phone text not null,
  primary key (district, grid, seq)
);

create table place (
  district bigint not null,
  id bigint not null,
  kind text not null,
  path text not null,
  name text not null,
  address text not null,
  nature text,
  parent bigint,
  street bigint,
  community bigint,
  estate bigint,
  building bigint,
  grid bigint,
  closed_at bigint,
  primary key (district, id)
);
create unique index place_path on place (district, path);
create index place_parent on place (district, parent);
create index place_community on place (district, community, kind);
create index place_estate on place (district, estate, kind);
create index place_building on place (district, building, kind);
create index place_grid on place (district, grid, kind);

create table place_code (
  district bigint not null,
  code text not null,
  place bigint not null,
  purpose text not null,
  created_at bigint not null,
  scans bigint not null,
  primary key (district, code)
);
create unique index place_code_place on place_code (district, place, purpose);

create table outline (
  district bigint not null,
  id bigint not null,
  kind text not null,
  edition bigint not null,
  geometry text not null,
  primary key (district, id)
);
create index outline_edition on outline (district, edition);

create table district_laid (
  district bigint not null,
  digest text not null,
  laid_at bigint not null,
  primary key (district, digest)
);

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
