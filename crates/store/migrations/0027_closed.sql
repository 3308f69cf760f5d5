-- What was closed in a period: figures of leaders are counted from these.

create index appeal_closed on appeal (district, since, id) where standing = 'closed';
