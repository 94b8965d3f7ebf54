"""Looks into a packed crate: nothing but what users need, and small enough."""
import glob
import os
import sys
import tarfile

# The second reader of HTML and the profiles of sites took it past 1.5 MiB, shorter ways for what most pages have past 1.62.
MOST_PACKED = 1728 * 1024
# A third of it are data files; names of people, places and outlets and stock lines in 35 languages took it past four,
# tests of quicker ways and their measurements in DESIGN.md past five.
MOST_UNPACKED = 5376 * 1024
TOP = {
    "src", "examples", "benches", "README.md", "DESIGN.md", "COMPARE.md", "CHANGELOG.md", "SECURITY.md", "LICENSE",
    "Cargo.toml", "Cargo.toml.orig", "Cargo.lock", ".cargo_vcs_info.json",
}
NEEDED = {"src/lib.rs", "src/lists/model.bin", "README.md", "LICENSE", "CHANGELOG.md", "SECURITY.md"}
# Pages, texts and sets of them; data files of the library itself have their place.
DATA = (".html", ".jsonl", ".gz", ".zst", ".bin", ".tsv", ".txt", ".json", ".png", ".parquet", ".warc")
# The report's own style and script are part of the command, the page of the guide is shown by the documentation.
DATA_PLACES = ("src/lists/", "src/bin/", "src/guide/")


def names_and_sizes(path):
    with tarfile.open(path) as packed:
        return {member.name.split("/", 1)[1]: member.size for member in packed if member.isfile()}


def errors(files, packed):
    for name in sorted(files):
        if name.split("/")[0] not in TOP:
            yield f"{name}: does not belong into the package"
        elif name.endswith(DATA) and name != ".cargo_vcs_info.json" and not name.startswith(DATA_PLACES):
            yield f"{name}: data outside of {' and '.join(DATA_PLACES)}"
    for name in sorted(NEEDED - files.keys()):
        yield f"{name}: is missing"
    if packed > MOST_PACKED:
        yield f"{packed} bytes packed, {MOST_PACKED} allowed"
    if sum(files.values()) > MOST_UNPACKED:
        yield f"{sum(files.values())} bytes unpacked, {MOST_UNPACKED} allowed"


def main():
    path = max((name for pattern in sys.argv[1:] for name in glob.glob(pattern)), key=os.path.getmtime)
    files, packed = names_and_sizes(path), os.path.getsize(path)
    found = list(errors(files, packed))
    print("\n".join(found), end="\n" if found else "")
    print(f"{len(files)} files, {packed} bytes packed, {sum(files.values())} bytes unpacked; the largest:")
    for name in sorted(files, key=files.get, reverse=True)[:5]:
        print(f"{files[name]:>9} {name}")
    sys.exit(bool(found))


main()
