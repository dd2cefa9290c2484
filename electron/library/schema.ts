/**
 * library.db, version by version: statements that bring a database from version i to i + 1. Never change one that was
 * released; add another. Foreign keys are off meanwhile: a table that is made anew takes no other's rows with it.
 */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE documents (
     id TEXT PRIMARY KEY,
     sha256 TEXT NOT NULL UNIQUE,
     file TEXT NOT NULL,
     source TEXT NOT NULL,
     title TEXT,
     kind TEXT NOT NULL,
     pages INTEGER NOT NULL,
     image_pages TEXT NOT NULL,
     bytes INTEGER NOT NULL,
     added_at INTEGER NOT NULL,
     opened_at INTEGER NOT NULL
   );
   CREATE TABLE answers (
     id TEXT PRIMARY KEY,
     document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
     request TEXT NOT NULL,
     seed INTEGER,
     state TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     text TEXT NOT NULL,
     sentences TEXT NOT NULL,
     problem TEXT,
     result TEXT
   );
   CREATE INDEX answers_of_document ON answers(document, created_at);
   CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL);`,
  // the same file may be read in several ways (ReadAs); a table's UNIQUE can't be changed, so it is made anew
  `CREATE TABLE documents_2 (
     id TEXT PRIMARY KEY,
     sha256 TEXT NOT NULL,
     file TEXT NOT NULL,
     source TEXT NOT NULL,
     title TEXT,
     kind TEXT NOT NULL,
     pages INTEGER NOT NULL,
     image_pages TEXT NOT NULL,
     bytes INTEGER NOT NULL,
     added_at INTEGER NOT NULL,
     opened_at INTEGER NOT NULL,
     read_as TEXT NOT NULL,
     UNIQUE (sha256, read_as)
   );
   INSERT INTO documents_2 SELECT *, '{}' FROM documents;
   DROP TABLE documents;
   ALTER TABLE documents_2 RENAME TO documents;`,
  // what readers say of an answer's sentences
  'ALTER TABLE answers ADD COLUMN reviews TEXT;',
]
