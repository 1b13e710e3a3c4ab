"""The sandbox screens, one module per subject."""
