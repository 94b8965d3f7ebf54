"""Words and hashes of blocks. Label files hold no text: a block is known by its hash, a name or a date by a range of words."""
import re, unicodedata, zlib

# Scripts without spaces are cut into characters.
UNSPACED = r"\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")


def normal(text):
    """One form of a text, whatever its letter case, its white space and the way its characters are composed."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def block_hash(text):
    """The sum of the hashes of the words: where blocks are merged or split, sums stay equal."""
    return sum(zlib.crc32(word.encode()) for word in normal(text).split(" ")) & 0xFFFFFFFF


def hex_hashes(texts):
    return "".join(f"{block_hash(text):08x}" for text in texts)


def read_hashes(hexes):
    return [int(hexes[at : at + 8], 16) for at in range(0, len(hexes), 8)]


def words(text):
    return WORD.findall(text)


def find_words(text, quoted):
    """Where the quoted words are in a text: first word and number of words, or None."""
    all_words = [word.casefold() for word in words(unicodedata.normalize("NFC", text))]
    wanted = [word.casefold() for word in words(unicodedata.normalize("NFC", quoted))]
    for start in range(len(all_words) - len(wanted) + 1 if wanted else 0):
        if all_words[start : start + len(wanted)] == wanted:
            return [start, len(wanted)]
    return None


def words_at(text, start, count):
    """The part of a text that holds some of its words, as written."""
    spans = [match.span() for match in WORD.finditer(unicodedata.normalize("NFC", text))][start : start + count]
    return unicodedata.normalize("NFC", text)[spans[0][0] : spans[-1][1]] if spans else ""
