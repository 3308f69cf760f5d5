-- When the next warning card of a duty is due, so that the sweep finds it without looking at the
-- duties that have theirs. See domain/appeals/cards.

alter table duty add column wake bigint;
update duty set wake = yellow;
create index duty_wake on duty (district, wake, appeal) where wake is not null;
