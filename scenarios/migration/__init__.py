"""The pure rules of data migration: identifiers, matching, transforms, loading, reconciling. Neither Django nor engine."""
