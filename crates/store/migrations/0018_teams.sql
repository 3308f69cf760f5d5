-- What grid workers reported on their rounds is counted by grid for a period.

create index appeal_patrol on appeal (district, filed_at, id) where origin = 'grid_patrol';
