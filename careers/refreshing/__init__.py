"""What public interfaces say of demand."""
