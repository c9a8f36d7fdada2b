-- The covering index kept texts of more than 500 bytes compressed, and each search unpacked every one of them:
-- four fifths of its time. A text has at most 1,800 bytes, which an index row holds as they are.
alter table search_document alter column text set storage external;
reindex index search_cover;
