"""Those who write without an account: the proof of an address, and what is theirs afterwards."""
