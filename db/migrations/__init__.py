"""The register's versions, one step a file; a step imports nothing of ours."""
