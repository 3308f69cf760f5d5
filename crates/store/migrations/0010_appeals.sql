-- Appeals, their orders, and what is counted or compared beside them. Words are in the vault; rows hold
-- their numbers there. `registers` names the registers an open appeal is in, with commas around each. The
-- sketches of replies are an erasable copy, removed with the words.

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
  urges bigint not null,
  urged_at bigint,
  call text,
  closes_at bigint,
  casework text,
  grade bigint,
  board_since bigint,
  rules_as_of bigint not null,
  registers text not null,
  minor bigint not null,
  parent bigint,
  beside bigint,
  primary key (district, id)
);
create index appeal_applicant on appeal (district, applicant, id);
create index appeal_closing on appeal (district, closes_at, id) where closes_at is not null;
create index appeal_published on appeal (district, id) where public = 1;
create index appeal_board on appeal (district, board_since, id) where board_since is not null;
create index appeal_registers on appeal (district, id) where registers <> '';
create index appeal_closed on appeal (district, since, id) where standing = 'closed';

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
create index work_order_unit on work_order (district, unit, appeal);

-- Which rows of other platforms are here already: a keyed fingerprint of platform and identifier, kept
-- when the appeal is erased so that it does not come back.
create table imported (
  district bigint not null,
  print bytea not null,
  appeal bigint not null,
  primary key (district, print)
);

create table returned_order (
  district bigint not null,
  appeal bigint not null,
  dispute bigint not null,
  unit bigint not null,
  at bigint not null,
  primary key (district, appeal, dispute)
);
create index returned_order_at on returned_order (district, at);

create table low_rating (
  district bigint not null,
  appeal bigint not null,
  round bigint not null,
  unit bigint not null,
  at bigint not null,
  primary key (district, appeal, round)
);
create index low_rating_at on low_rating (district, at);

create table reply_sketch (
  district bigint not null,
  appeal bigint not null,
  n bigint not null,
  round bigint not null,
  sketch bytea not null,
  primary key (district, appeal, n)
);

create table reply_band (
  district bigint not null,
  band bigint not null,
  appeal bigint not null,
  n bigint not null,
  primary key (district, band, appeal, n)
);
create index reply_band_appeal on reply_band (district, appeal, n);

-- People outside who can be asked for an opinion; they need no account.
create table expert (
  district bigint not null,
  id bigint not null,
  name text not null,
  field text not null,
  left_at bigint,
  primary key (district, id)
);
create index expert_district on expert (district, name);
