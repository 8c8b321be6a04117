"""A monograph's text becomes sections and facts, each with its lines."""
