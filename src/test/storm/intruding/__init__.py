"""Attacks of one user on another who runs ipcctl: host.py has what an attack is given, the other files have the attacks."""
