-- Who sits at each seat now, and where its duties stand when nobody does: rewritten when posts,
-- absences or units change. A duty that everybody at its seat is barred from stands further up.

create table seat (
  district bigint not null,
  unit bigint not null,
  role text not null,
  people text not null,
  to_unit bigint,
  to_role text,
  primary key (district, unit, role)
);
create index seat_to on seat (to_unit, to_role, unit, role);

alter table duty add column at_unit bigint not null default 0;
alter table duty add column at_role text not null default '';
alter table duty add column lifted bigint not null default 0;
alter table duty add column barred text not null default '';
update duty set at_unit = unit, at_role = role;
drop index duty_seat;
create index duty_seat on duty (at_unit, at_role, kind, due, appeal);
create index duty_lifted on duty (district, appeal) where lifted = 1;
create index duty_unit on duty (unit, kind);
