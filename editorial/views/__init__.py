"""The pages on what keeps content true: sources, changes, our own figures."""
