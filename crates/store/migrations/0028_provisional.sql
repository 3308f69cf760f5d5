-- Whether a due moment was counted over a year whose holidays no notice has settled: whatever shows
-- the moment says so.

alter table duty add column provisional bigint not null default 0;
