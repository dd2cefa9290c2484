/**
 * library.db, version by version: statements that bring a database from version i to i + 1. Never change one that was
 * released; add another.
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
]
