"""The drills that come with the product: index.yaml names all of them, a file each holds the built ones."""
