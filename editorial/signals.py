"""What other apps may listen to."""

from django.dispatch import Signal

# Sent once the database holds what was changed: by an editor, or by a load of the content files.
content_changed = Signal()
