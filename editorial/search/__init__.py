"""Search over everything published: what is in the index, and what a query finds there."""
