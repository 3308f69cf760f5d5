-- Where places and grids lie on the ground. `id` is the row of the place or of the grid; a geometry
-- (GeoJSON, WGS-84) that was taken away stays as an empty text, so that every node hears of it.

create table outline (
  id bigint primary key,
  district bigint not null,
  kind text not null,
  edition bigint not null,
  geometry text not null
);
create index outline_edition on outline (district, edition);
