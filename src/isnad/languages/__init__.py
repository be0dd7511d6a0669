"""What is known of each language: its grammar as code, its words as data."""
