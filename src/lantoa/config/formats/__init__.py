"""Date and number formats by language; Django finds them through FORMAT_MODULE_PATH."""
