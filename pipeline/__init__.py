"""The hands: read, extract, link, check, land, show."""
