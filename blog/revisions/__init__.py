"""What a post said, says and is to say: its content as one value, kept, compared, tried out and put back."""
