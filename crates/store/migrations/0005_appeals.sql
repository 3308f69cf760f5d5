-- Appeals and what is owed to them. Words are in the vault; rows hold their numbers there.

create table appeal (
  district bigint not null,
  id bigint not null,
  no text not null,
  query text not null,
  kind text not null,
  origin text not null,
  rules bigint not null,
  applicant text,
  place bigint,
  unit bigint not null,
  unit_kind text not null,
  assessor bigint not null,
  assessor_kind text not null,
  office bigint not null,
  office_kind text not null,
  list text,
  matter text,
  tile text,
  lane text not null,
  class text not null,
  round bigint not null,
  public bigint not null,
  title bigint not null,
  body bigint not null,
  where_said bigint,
  contact bigint,
  state text not null,
  standing text not null,
  since bigint not null,
  filed_at bigint not null,
  version bigint not null,
  cards text not null,
  hands text not null,
  primary key (district, id)
);
create unique index appeal_no on appeal (district, no);
create index appeal_applicant on appeal (applicant, id);

create table duty (
  district bigint not null,
  appeal bigint not null,
  kind text not null,
  work_order bigint not null,
  unit bigint not null,
  role text not null,
  since bigint not null,
  yellow bigint not null,
  due bigint not null,
  primary key (district, appeal, kind, work_order)
);
create index duty_seat on duty (unit, role, kind, due, appeal);

create table work_order (
  district bigint not null,
  appeal bigint not null,
  n bigint not null,
  round bigint not null,
  unit bigint not null,
  unit_kind text not null,
  part text not null,
  progress text not null,
  since bigint not null,
  contacted bigint,
  primary key (district, appeal, n)
);
create index work_order_unit on work_order (unit, district, appeal);

create table notice (
  reader text not null,
  id bigint not null,
  district bigint not null,
  appeal bigint not null,
  kind text not null,
  fields text not null,
  at bigint not null,
  read_at bigint,
  primary key (reader, id)
);
