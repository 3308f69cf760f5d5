-- Praise: what residents thank for. Words are in the vault; rows hold their numbers there.

create table praise (
  district bigint not null,
  id bigint not null,
  no text not null,
  giver text not null,
  about bigint,
  unit bigint not null,
  unit_kind text not null,
  office bigint not null,
  office_kind text not null,
  person bigint,
  banner bigint,
  body bigint not null,
  whom bigint,
  signed bigint,
  public bigint not null,
  standing text not null,
  since bigint not null,
  given_at bigint not null,
  reason text,
  words bigint,
  photos text not null,
  version bigint not null,
  primary key (district, id)
);
create index praise_giver on praise (district, giver, id);
create index praise_wall on praise (district, since, id) where standing = 'published' and public = 1;
create index praise_unit on praise (district, unit, standing, since, id);
create index praise_given on praise (district, given_at, id);
create index praise_person on praise (district, person, since, id) where person is not null;
