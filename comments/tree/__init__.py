"""The thread as a tree: where a reply hangs, what is counted, in which order it is read."""
