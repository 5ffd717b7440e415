"""The pages of this app: what is compared, and the ledgers."""
