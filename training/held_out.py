"""held_out.txt: the figures of the model that ships, with the hashes of the model and of what it was learnt from."""
import hashlib, os

HERE = os.path.dirname(os.path.abspath(__file__))
PATH = os.path.join(HERE, "held_out.txt")
MODEL = os.path.join(HERE, "..", "src", "lists", "model.bin")
TITLE = "# Figures of scores that have not seen a page's site, printed by training/fit.py. Never by hand: train again.\n"


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def write(lines, sources):
    """`sources` are the files that were learnt from."""
    named = sorted((os.path.basename(path), sha256(path)) for path in sources)
    with open(PATH, "w", encoding="utf8") as file:
        file.write(TITLE + f"# model.bin {sha256(MODEL)}\n")
        file.writelines(f"# {name} {digest}\n" for name, digest in named)
        file.write("\n".join(lines) + "\n")


def fault():
    """What is wrong with the file, or None: the model that ships has to be the one it was written for."""
    if not os.path.exists(PATH):
        return f"no {os.path.basename(PATH)}"
    with open(PATH, encoding="utf8") as file:
        stated = [line.split()[2] for line in file if line.startswith("# model.bin ")]
    return None if stated == [sha256(MODEL)] else "held_out.txt belongs to another model: run training/fit.py --leave-out"
