"""One contact on one card: who, how warm and why, what is next, what was said."""
