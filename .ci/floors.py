"""Checks the lines of eval/run against the floors in floors.json. A floor may only be raised."""
import json
import re
import sys

lines = open(sys.argv[1], encoding="utf8").read().splitlines()
floors = json.load(open(sys.argv[2], encoding="utf8"))
failed = 0
for line_start, figures in floors.items():
    line = next((l for l in lines if l.startswith(line_start)), None)
    if line is None:
        print(f"missing: {line_start}")
        failed += 1
        continue
    for name, bound in figures.items():
        # The number right behind (or, for `n/m`, around) the figure's name.
        found = re.search(re.escape(name) + r"[ (]*(-?[\d.]+)", line)
        if not found:
            print(f"missing: {line_start} … {name}")
            failed += 1
            continue
        value = float(found[1])
        least, most = bound.get("least"), bound.get("most")
        if least is not None and value < least or most is not None and value > most:
            print(f"below its floor: {line_start} … {name} is {value}, wanted {bound}")
            failed += 1
print("floors:", "held" if not failed else f"{failed} broken")
sys.exit(1 if failed else 0)
