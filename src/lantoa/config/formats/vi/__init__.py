"""Vietnamese formats, see `formats.py`."""
