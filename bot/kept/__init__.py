"""What outlives an answer: conversations, and what people thought of them."""
