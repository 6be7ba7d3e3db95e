"""Attacks of one user on another who runs ipcctl: see world.py for what an attack is given, and the other files for the attacks."""
