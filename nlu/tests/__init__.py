"""Tests of the assistant; they run in its own environment."""
