"""Submissions that come packed, and what hostile hands pack."""
