"""The root imports nothing of ours: each room's tests bring their own."""
