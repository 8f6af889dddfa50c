"""Checks of her own devices, accounts and exposure (none yet)."""
