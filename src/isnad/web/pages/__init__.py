"""The pages: one module for each noun, each page with its twin as data at the same address."""
