"""Adoption over time: what a metric shows, who leads in which, and the import of readings."""
