"""The table of speeds: each row against a baseline measured in the same run, so that the machine falls out of the ratio."""
