"""Forms: configure an action or a trigger prop by prop."""
