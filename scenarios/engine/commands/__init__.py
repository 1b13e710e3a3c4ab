"""One file per transaction kind: its fields, its checks, and the events it proposes."""
