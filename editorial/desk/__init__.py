"""The editors' desk: the admin pages of content, and what editors do there."""
