"""The verbs of the command line, one file for each group; heavy libraries are loaded by the verb that needs them."""
