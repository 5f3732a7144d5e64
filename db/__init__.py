"""The register: what is recorded, how it is kept, sealed and proved; usable from a script, knows no window."""
