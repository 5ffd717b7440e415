"""What the ledgers of claims, predictions and their like say, filter and count."""
