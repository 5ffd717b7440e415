"""The pages on work, and on what to learn for it."""
