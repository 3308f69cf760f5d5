-- Who sits where, and what stands for a seat where nobody sits. Rewritten with every change of posts,
-- absences and units.

create table seat (
  district bigint not null,
  unit bigint not null,
  role text not null,
  people text not null,
  to_unit bigint,
  to_role text,
  primary key (district, unit, role)
);
create index seat_to on seat (district, to_unit, to_role, unit, role);
