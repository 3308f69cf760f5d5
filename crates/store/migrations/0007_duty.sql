-- What is owed, where it stands, and when the next warning card comes. Rewritten with every event.

create table duty (
  district bigint not null,
  dossier bigint not null,
  kind text not null,
  part bigint not null,
  unit bigint not null,
  role text not null,
  since bigint not null,
  yellow bigint not null,
  due bigint not null,
  wake bigint,
  person bigint,
  at_unit bigint not null,
  at_role text not null,
  lifted bigint not null,
  barred text not null,
  provisional bigint not null,
  primary key (district, dossier, kind, part)
);
create index duty_wake on duty (district, wake, dossier) where wake is not null;
create index duty_person on duty (district, person, kind, due, dossier) where person is not null;
create index duty_kind on duty (district, kind, due, dossier);
create index duty_seat on duty (district, at_unit, at_role, kind, due, dossier);
create index duty_lifted on duty (district, dossier) where lifted = 1;
create index duty_unit on duty (district, unit, kind);
