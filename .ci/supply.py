"""Reads `cargo metadata` and checks what deny.toml says of licences, sources and duplicate versions.

The part of cargo-deny that needs no installation. Prints how many crates have which licence, for the default features
(`cargo tree`'s choice is finer; here a crate counts once a feature of dechaff reaches it) and for all.
"""
import collections
import json
import re
import sys
import tomllib

CRATES_IO = "registry+https://github.com/rust-lang/crates.io-index"


def users_crates(metadata):
    """Every crate that a user with all features builds, on any platform; development's stay out."""
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    seen, todo = set(), [metadata["resolve"]["root"]]
    while todo:
        for dep in nodes[todo.pop()]["deps"]:
            if any(kind["kind"] in (None, "build") for kind in dep["dep_kinds"]) and dep["pkg"] not in seen:
                seen.add(dep["pkg"])
                todo.append(dep["pkg"])
    return [package for package in metadata["packages"] if package["id"] in seen]


def is_allowed(expression, allowed):
    """SPDX expressions, as far as crates use them: AND, OR, WITH, parentheses, and the old slash for OR."""
    tokens = re.findall(r"\(|\)|AND|OR|[\w.+-]+(?: WITH [\w.+-]+)?", expression.replace("/", " OR "))

    def either():
        good = both()
        while tokens and tokens[0] == "OR":
            tokens.pop(0)
            good = both() or good
        return good

    def both():
        good = one()
        while tokens and tokens[0] == "AND":
            tokens.pop(0)
            good = one() and good
        return good

    def one():
        token = tokens.pop(0)
        if token != "(":
            return token in allowed
        good = either()
        tokens.pop(0)
        return good

    return either()


def errors(packages, deny):
    licences = deny["licenses"]
    exceptions = {entry["crate"]: set(entry["allow"]) for entry in licences.get("exceptions", [])}
    skipped = {entry["crate"].split("@")[0] for entry in deny["bans"].get("skip", [])}
    for package in packages:
        name, version = package["name"], package["version"]
        allowed = set(licences["allow"]) | exceptions.get(name, set())
        if not package["license"] or not is_allowed(package["license"], allowed):
            yield f"{name} {version}: licence {package['license']} is not allowed"
        if package["source"] != CRATES_IO:
            yield f"{name} {version}: comes from {package['source']}"
    names = [package["name"] for package in packages]
    for name, count in sorted(collections.Counter(names).items()):
        if count > 1 and name not in skipped:
            yield f"{name}: {count} versions; deny.toml does not say why"
    # Some are used on one platform alone, and a crate that went away is no harm, but its reason is.
    for name in sorted((skipped | exceptions.keys()) - {package["name"] for package in packages}):
        yield f"{name}: deny.toml has a word about it, but nothing uses it"
    for entry in deny["bans"].get("deny", []):
        if entry["crate"] in names:
            yield f"{entry['crate']}: is banned"


def main():
    with open(sys.argv[1], "rb") as file:
        deny = tomllib.load(file)
    packages = users_crates(json.load(sys.stdin))
    found = list(errors(packages, deny))
    for licence, count in collections.Counter(p["license"] for p in packages).most_common():
        print(f"{count:>5} {licence}")
    print(f"{len(packages)} crates with all features, on any platform")
    sys.exit("\n".join(found) or None)


main()
