-- What a leader's figures are counted from besides the duties: orders that were returned, and ratings
-- that were low or said that nothing was solved, each with the unit it is about and when.

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
