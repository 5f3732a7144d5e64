"""The desk that the register lies on: windows, screens, papers and their words; never writes SQL."""
