-- Sketches of replies, to see which repeat earlier ones. An erasable copy, removed with the appeal's
-- words.

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
