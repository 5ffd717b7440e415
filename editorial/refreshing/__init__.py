"""Fresh figures: asking public interfaces, and proposing what they say."""
