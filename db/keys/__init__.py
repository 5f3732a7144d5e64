"""Who can open what: passwords, wrapped keys, sealed bodies, signatures, paper keys."""
