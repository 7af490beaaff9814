-- A cache as newsboat 2.21 keeps it: its tables, and items of ours.
CREATE TABLE rss_feed ( rssurl VARCHAR(1024) PRIMARY KEY NOT NULL, url VARCHAR(1024) NOT NULL, title VARCHAR(1024) NOT NULL,
	lastmodified INTEGER(11) NOT NULL DEFAULT 0, is_rtl INTEGER(1) NOT NULL DEFAULT 0, etag VARCHAR(128) NOT NULL DEFAULT "");
CREATE TABLE rss_item ( id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL, title VARCHAR(1024) NOT NULL,
	author VARCHAR(1024) NOT NULL, url VARCHAR(1024) NOT NULL, feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL,
	content VARCHAR(65535) NOT NULL, unread INTEGER(1) NOT NULL, enclosure_url VARCHAR(1024), enclosure_type VARCHAR(1024),
	enqueued INTEGER(1) NOT NULL DEFAULT 0, flags VARCHAR(52), deleted INTEGER(1) NOT NULL DEFAULT 0, base VARCHAR(128) NOT NULL DEFAULT "");
INSERT INTO rss_feed (rssurl, url, title) VALUES
	('https://harbour.example/feed', 'https://harbour.example/', 'The Harbour'),
	('https://hills.example/feed', 'https://hills.example/', 'Hills & Valleys');
INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, deleted) VALUES
	('h1', 'The lamp at the quay', 'Ann Lee', 'https://harbour.example/lamp', 'https://harbour.example/feed', 1583227353,
	'<p>The lamp at the end of the quay is lit before the boats come home, and whoever keeps it counts the masts twice.</p>
<p>"Nobody asked her to," they say of the keeper, and write it down.</p>', 1, 0),
	('h2', 'The bell', '', 'https://harbour.example/bell', 'https://harbour.example/feed', 1583313753,
	'<p>The bell is heard for a mile, and in fog for two; nobody has measured it, and everybody says so.</p>', 1, 0),
	('h3', 'Read already', '', 'https://harbour.example/read', 'https://harbour.example/feed', 1583313754,
	'<p>This one was read in newsboat, and stands in no book, for it is marked so.</p>', 0, 0),
	('v1', 'The upper road', 'Bo Hill', 'https://hills.example/road', 'https://hills.example/feed', 1583400153,
	'<p>The upper road is longer by an hour, dry in every season, and taken by those who know both of them.</p>', 1, 0),
	('v2', 'Deleted', 'Bo Hill', 'https://hills.example/gone', 'https://hills.example/feed', 1583400154,
	'<p>This one was deleted in newsboat, and its flag says so, but its text is there still.</p>', 1, 1);
