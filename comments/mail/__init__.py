"""How mail leaves: who is to hear, the outbox, the carrier, and the way out of it."""
