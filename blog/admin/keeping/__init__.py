"""Nothing typed is lost: autosaves, working copies, conflicts, and logins that end while one writes."""
