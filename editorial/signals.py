"""What other apps may listen to."""

from django.dispatch import Signal

# Sent once the database holds what was changed: by an editor, or by a load of the content files.
# `records` says what was: name of the kind -> primary keys. Without it, it may be anything.
content_changed = Signal()

# Asks what comes first for each reference reader: receivers return reader -> framework, by the
# content as the database has it in this moment.
first_places_asked = Signal()

# Asks on what the answers of the reference readers rest: receivers return (kind, key) of a record
# -> of how many readers, by the content as the database has it in this moment.
readers_resting_asked = Signal()
