"""Reads `cargo metadata` and compares the rust-version of every normal dependency with ours."""
import json
import re
import sys


def version(text):
    return tuple(int(part) for part in text.split(".")[:3]) + (0,) * (3 - len(text.split(".")[:3]))


def normal_dependencies(metadata, root):
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    seen, todo = set(), [root]
    while todo:
        for dep in nodes[todo.pop()]["deps"]:
            # Build dependencies are compiled by users as well; dev dependencies are not.
            used = any(kind["kind"] in (None, "build") for kind in dep["dep_kinds"])
            if used and dep["pkg"] not in seen:
                seen.add(dep["pkg"])
                todo.append(dep["pkg"])
    return seen


def main():
    metadata = json.load(sys.stdin)
    packages = {package["id"]: package for package in metadata["packages"]}
    root = metadata["resolve"]["root"]
    ours = packages[root]["rust_version"]
    clippy = re.search(r'^msrv\s*=\s*"([^"]+)"', open("clippy.toml", encoding="utf8").read(), re.M)
    if not clippy or version(clippy.group(1)) != version(ours):
        sys.exit(f"clippy.toml and Cargo.toml disagree on the oldest compiler ({ours})")
    asked = [packages[name] for name in normal_dependencies(metadata, root)]
    newer = [p for p in asked if p["rust_version"] and version(p["rust_version"]) > version(ours)]
    for package in sorted(newer, key=lambda package: package["name"]):
        print(f"{package['name']} {package['version']} asks for Rust {package['rust_version']}, we promise {ours}")
    print(f"{len(asked)} dependencies, {len(newer)} of them ask for a compiler newer than {ours}")
    sys.exit(bool(newer))


main()
