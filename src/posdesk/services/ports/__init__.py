"""What the services need of the world, as Protocols and frozen values."""
