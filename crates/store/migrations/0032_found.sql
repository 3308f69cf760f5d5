-- What is found by words, of a kind of which there are few: looked through by itself where the words are common.
create index text_entry_kind on text_entry (district, kind, id);
