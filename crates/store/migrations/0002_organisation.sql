-- The rules in force and before, and where things are: places, units, grids, QR codes.
-- `district` is the six-digit county code; 0 for the province and the city above all districts.

create table rule_set (
  district bigint not null,
  version bigint not null,
  valid_from bigint not null,
  recorded_at bigint not null,
  digest text not null,
  body text not null,
  primary key (district, version)
);

create table unit (
  id bigint primary key,
  district bigint not null,
  code text not null,
  kind text not null,
  name text not null,
  superior bigint,
  phone text not null,
  closed_at bigint
);
create unique index unit_code on unit (district, code);
create index unit_kind on unit (district, kind);
create index unit_superior on unit (superior);

create table unit_duty (
  unit bigint not null,
  category text not null,
  primary key (unit, category)
);
create index unit_duty_category on unit_duty (category);

create table unit_cover (
  place bigint not null,
  unit bigint not null,
  primary key (place, unit)
);
create index unit_cover_unit on unit_cover (unit);

create table grid (
  id bigint primary key,
  district bigint not null,
  community bigint not null,
  code text not null,
  name text not null,
  unit bigint not null,
  closed_at bigint
);
create unique index grid_code on grid (community, code);

create table grid_member (
  grid bigint not null,
  seq bigint not null,
  role text not null,
  name text not null,
  phone text not null,
  primary key (grid, seq)
);

create table place (
  id bigint primary key,
  district bigint not null,
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
  closed_at bigint
);
create unique index place_path on place (path);
create index place_parent on place (parent);
create index place_community on place (community, kind);
create index place_estate on place (estate, kind);
create index place_building on place (building, kind);
create index place_grid on place (grid, kind);

create table place_code (
  code text primary key,
  place bigint not null,
  purpose text not null,
  created_at bigint not null,
  scans bigint not null
);
create unique index place_code_place on place_code (place, purpose);

create table district_laid (
  district bigint not null,
  digest text not null,
  laid_at bigint not null,
  primary key (district, digest)
);
