"""Content as files: what a record looks like in YAML, and how the files get into the database."""
