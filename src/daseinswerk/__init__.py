"""Daseinswerk: a machine suggests, a person decides, every decision is a row, and no claim stands without its sentence."""

__version__ = "0.2.0"
