-- Texts that staff keep for replies: their own, and those they share with everybody at a unit.

create table phrase (
  id bigint primary key,
  district bigint not null,
  staff bigint not null,
  unit bigint,
  title text not null,
  body text not null,
  changed_at bigint not null
);
create index phrase_staff on phrase (staff);
create index phrase_unit on phrase (unit) where unit is not null;
