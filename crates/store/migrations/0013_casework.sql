-- Handling in depth: what it adds to an appeal as one value, the last rating, the public board, and
-- duties given to a person by name. A list of one sort of duty over the district reads duty_kind.

alter table appeal add column casework text;
alter table appeal add column grade bigint;
alter table appeal add column board_since bigint;
create index appeal_board on appeal (district, board_since, id) where board_since is not null;
alter table duty add column person bigint;
create index duty_person on duty (person, kind, due, appeal) where person is not null;
create index duty_kind on duty (district, kind, due, appeal);

-- People outside who can be asked for an opinion; they need no account.
create table expert (
  id bigint primary key,
  district bigint not null,
  name text not null,
  field text not null,
  left_at bigint
);
create index expert_district on expert (district, name);
