"""The use cases, one module a subject. What they need from outside is a Protocol in `ports`."""
