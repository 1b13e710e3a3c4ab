"""Authoring: a drill is recorded by playing it, its rules are proposed as sentences, and a contract lets it be published."""
