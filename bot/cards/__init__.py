"""Cards on paper, made of the content."""
