-- What the first page of residents reads: what was done and may be read by everybody, what of somebody
-- is open, what he has not read yet.

create index appeal_done on appeal (district, since, id)
  where public = 1 and standing = 'closed' and minor = 0;
create index appeal_done_at on appeal (district, unit, since, id)
  where public = 1 and standing = 'closed' and minor = 0;
create index appeal_open_of on appeal (district, applicant, id)
  where standing not in ('closed', 'declined', 'transferred', 'withdrawn');
create index notice_unread on notice (district, reader, id) where read_at is null;
