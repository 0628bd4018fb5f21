"""Real graders, sent signals at random moments, and what is left of them: python -m tests.kit.signals"""
