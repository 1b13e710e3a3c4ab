"""The demonstration company: seeded people, history by the rules of the product, and the two processes that serve it."""
