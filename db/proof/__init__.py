"""Proof on paper: what a printed code says, and whether it still holds, with public keys only and no register."""
