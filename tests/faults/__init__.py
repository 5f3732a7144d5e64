"""Power cuts, full disks and curious people."""
