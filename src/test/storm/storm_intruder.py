"""Another user of the host, who plants, swaps, floods and says what nobody expects: no boundary is crossed, nothing hangs

Each try is the next attack of those in intruding/, so that a round is as many tries as there are attacks. Two users are played, which takes root.
"""
import importlib

from intruding.host import ATTACKS, Host

SHORT = 0
PARALLEL = False
FILES = ("names", "swaps", "peers", "words", "files")


def storm(world):
    if not (world.isolated and world.root):
        world.skip("another user can be played by root alone, in name spaces of its own")
    for name in FILES:
        importlib.import_module("intruding." + name)
    attacks = list(ATTACKS.items())
    for number, rng in world.tries():
        name, attack = attacks[number % len(attacks)]
        host = Host(world, rng, name)
        try:
            attack(host)
        finally:
            host.close()
