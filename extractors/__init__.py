"""The eyes: a document in, claims out. No files, no database."""
