"""Files of the media library: what they are, where they are kept, which sizes of them there are."""
