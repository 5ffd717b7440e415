"""What is known of demand and pay, grouped as pages show it. No figure is averaged."""
