"""Learning paths: how long they take, a plan by week, and files to take away."""
