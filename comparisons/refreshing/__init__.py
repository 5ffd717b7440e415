"""What public interfaces say of frameworks."""
