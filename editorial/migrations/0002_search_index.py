"""The index of what readers search, which each database keeps by itself.

The index follows the table: a generated column on PostgreSQL, triggers on SQLite. SQLite drops the
triggers when a later migration alters the table, which must then make the index anew.
"""

from django.db import migrations

WORDS = ('name_words', 'title_words', 'also_words', 'text_words')
TABLE = 'editorial_searchentry'
INDEX = 'editorial_searchindex'


def add_index(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == 'postgresql'
    for statement in on_postgresql() if postgresql else on_sqlite():
        schema_editor.execute(statement)


def remove_index(apps, schema_editor):
    # What hangs on the table goes with it.
    if schema_editor.connection.vendor != 'postgresql':
        schema_editor.execute(f'DROP TABLE {INDEX}')


def on_postgresql():
    # “simple”: the words are stems already. With a letter before each, PostgreSQL reads none of
    # them as a number and what follows it, as it would “1e5x”.
    every = "'w\\1'"
    weighted = ' || '.join(
        f"setweight({vector_of(column, every)}, '{weight}')"
        for column, weight in zip(WORDS, 'ABCD', strict=True)
    )
    # Once more, with the place of the kind before each word, as “k5xpytorch”.
    of_kind = "'k' || (id / 1000000000)::text || 'x\\1'"
    together = vector_of(" || ' ' || ".join(WORDS), of_kind)
    for name, vector in (('', weighted), ('_of_kind', together)):
        yield f'ALTER TABLE {TABLE} ADD vector{name} tsvector GENERATED ALWAYS AS ({vector}) STORED'
        yield f'CREATE INDEX {INDEX}{name} ON {TABLE} USING gin (vector{name})'


def vector_of(words, written):
    return f"to_tsvector('simple', regexp_replace({words}, '(\\w+)', {written}, 'g'))"


def on_sqlite():
    columns = ', '.join(WORDS)
    yield (
        f"CREATE VIRTUAL TABLE {INDEX} USING fts5({columns}, "
        f"content='{TABLE}', content_rowid='id', tokenize='ascii')"
    )
    old = ', '.join(f'old.{column}' for column in WORDS)
    new = ', '.join(f'new.{column}' for column in WORDS)
    add = f'INSERT INTO {INDEX}(rowid, {columns}) VALUES (new.id, {new});'
    remove = f"INSERT INTO {INDEX}({INDEX}, rowid, {columns}) VALUES ('delete', old.id, {old});"
    for event, actions in (('INSERT', add), ('DELETE', remove), ('UPDATE', f'{remove} {add}')):
        yield (
            f'CREATE TRIGGER {TABLE}_{event.lower()} AFTER {event} ON {TABLE} BEGIN {actions} END'
        )


class Migration(migrations.Migration):

    replaces = [('editorial', '0004_search')]

    dependencies = [('editorial', '0001_schema')]

    operations = [migrations.RunPython(add_index, remove_index)]
