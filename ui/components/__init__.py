"""What the page draws by itself: v2 components, without iframes, that put outside text into text nodes only."""
