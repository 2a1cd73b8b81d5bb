"""What readers tell us: whether an answer helped, and which number does not work."""
