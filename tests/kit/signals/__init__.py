"""Real graders, sent signals at random moments, and what is left of them."""
