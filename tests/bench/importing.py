"""What an import costs: items and comments a second, and the most memory, of real and made-up exports.

Each runs in a process of its own on an empty database. The large one has 2,000 posts and 10,000 comments
times `SCALE` (50 for a hundred thousand posts and half a million comments), the small one a twentieth of
that; its memory is told as a ratio to the small one's."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.bench import exports

PEER = "peer-wp-export-a.xml"
WARM = "blueprints--starter-content.xml"
POSTS, COMMENTS = 2_000, 10_000


def one(path: Path, warm: Path) -> dict[str, Any]:
    """Import one file, after a tiny one that loads what there is to load."""
    import django

    django.setup()
    from django.test.utils import setup_databases, setup_test_environment

    from wordpress.importing import import_files

    setup_test_environment(debug=False)
    databases = setup_databases(verbosity=0, interactive=False)
    import_files([warm])
    started, worked = time.perf_counter(), time.process_time()
    ledger = import_files([path])
    seconds, busy = time.perf_counter() - started, time.process_time() - worked
    things = sum(count.found for count in ledger.counts.values())
    for wrapper, name, is_last in databases:
        wrapper.creation.destroy_test_db(name, verbosity=0, keepdb=not is_last)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert ledger.is_even
    return {
        "things": things,
        "seconds": round(seconds, 2),
        "processor_seconds": round(busy, 2),
        "a_second": round(things / seconds),
        "peak_mb": round(peak),
    }


def measured(path: Path, warm: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench.importing", "--one", str(path), str(warm)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def main() -> None:
    """Print each figure, and keep all in the file that the command line names."""
    if sys.argv[1] == "--one":
        print(json.dumps(one(Path(sys.argv[2]), Path(sys.argv[3]))))
        return
    scale, measures = float(os.environ.get("SCALE", "1")), {}
    with tempfile.TemporaryDirectory(prefix="import-bench-") as folder:
        place = Path(folder)
        warm = exports.write(place / "warm.xml", 3, 3)
        corpus = Path(os.environ.get("CORPUS_DIR", "/nowhere")) / "wxr"
        if (corpus / PEER).is_file():
            measures["a real journal of 105 posts"] = measured(corpus / PEER, warm)
        for name, share in (("small", scale / 20), ("large", scale)):
            path = exports.write(place / f"{name}.xml", round(POSTS * share), round(COMMENTS * share))
            measures[name] = measured(path, warm)
            path.unlink()
    measures["large"]["times_the_memory"] = round(
        measures["large"]["peak_mb"] / measures["small"]["peak_mb"], 2
    )
    for name, each in measures.items():
        print(
            f"{name}: {each['things']:,} items and comments in {each['seconds']} s "
            f"({each['processor_seconds']} s of processor), {each['a_second']:,} a second, "
            f"{each['peak_mb']} MB at most"
        )
    print(f"memory of the large one: {measures['large']['times_the_memory']} × the small one's")
    kept = Path(sys.argv[1])
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(measures, indent=1))


if __name__ == "__main__":
    main()
