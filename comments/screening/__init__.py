"""What becomes of a reply as it comes in: turned away, held, suspected or read at once."""
