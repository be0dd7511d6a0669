"""What many documents tell together."""
