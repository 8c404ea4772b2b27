"""One import, or one reading with `vobject`, in this process: prints milliseconds and peak megabytes."""

import json
import sys
import time
from pathlib import Path


def main() -> None:
    """`vobject FILE` or `import FILE DATA`."""
    what, file = sys.argv[1], Path(sys.argv[2])
    milliseconds = _read(file) if what == "vobject" else _import(file, Path(sys.argv[3]))
    print(json.dumps({"ms": milliseconds, "mb": _peak()}))


def _peak() -> float:
    # Not getrusage: there a child begins with the peak of whoever started it.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(kilobytes) / 1024


def _read(file: Path) -> float:
    import vobject

    started = time.perf_counter()
    with file.open(encoding="utf-8") as stream:
        for _card in vobject.readComponents(stream):
            pass
    return (time.perf_counter() - started) * 1000


def _import(file: Path, folder: Path) -> float:
    from tests.benchmarks.datafile import open_bench

    services = open_bench(folder)
    started = time.perf_counter()
    services.importing.apply([file])
    milliseconds = (time.perf_counter() - started) * 1000
    services.close()
    return milliseconds


if __name__ == "__main__":
    main()
