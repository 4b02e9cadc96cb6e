"""How everything here is measured: in rounds, in random order, so that what disturbs one part disturbs all."""

import gc
import random
import statistics
import time

SHORTEST = 0.02  # seconds that one measurement lasts at least


def medians(parts, *, rounds):
    """Measure each part, a function without arguments, once a round. Returns `{name: seconds}`, medians.

    The collector runs before each measurement; a part that is quick is repeated within it.
    """
    repeats = {name: how_often(part) for name, part in parts.items()}
    taken = {name: [] for name in parts}
    for number in range(rounds):
        print(f"\rround {number + 1} of {rounds}", end="", flush=True)
        for name in random.sample(list(parts), len(parts)):
            taken[name].append(seconds(parts[name], repeats[name]))
    print()
    return {name: statistics.median(times) for name, times in taken.items()}


def how_often(part):
    """How often to repeat a part so that a measurement lasts long enough. It is warm after this."""
    seconds(part, 1)
    return max(1, round(SHORTEST / seconds(part, 1)))


def seconds(part, repeats):
    """How long a part takes, on average of `repeats`."""
    gc.collect()
    start = time.perf_counter()
    for _number in range(repeats):
        part()
    return (time.perf_counter() - start) / repeats
