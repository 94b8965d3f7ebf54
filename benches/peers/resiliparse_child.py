"""Times resiliparse for `dechaff-peers`, which speaks to it over standard input and output.

First come the pages: their count, then for each the bytes of its address and of its HTML, and both. Then a request a
line: "resiliparse 17" times page 17, any line of one word asks by how many kilobytes the calls have made the process
larger than the pages had.
"""

import gc
import platform
import sys
import time
from importlib.metadata import version

try:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree
except ImportError as error:
    sys.exit(str(error))


def read_pages(source):
    pages = []
    for _ in range(int(source.readline())):
        url_bytes, html_bytes = map(int, source.readline().split())
        source.read(url_bytes)
        pages.append(source.read(html_bytes).decode())
    return pages


def extract(html):
    return extract_plain_text(HTMLTree.parse(html), main_content=True)


def timed(html):
    # As the other worker: the processor's time.
    start = time.process_time()
    try:
        length = len(extract(html))
    except Exception as error:  # Whatever it is, it is an answer.
        return f"failed {type(error).__name__}: {error}".replace("\n", " ")
    return f"ok {time.process_time() - start} {length}"


def kilobytes(field):
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(field))


def forget_highest_mark():
    with open("/proc/self/clear_refs", "w") as marks:
        marks.write("5")


def main():
    pages = read_pages(sys.stdin.buffer)
    gc.collect()
    try:
        forget_highest_mark()
        loaded = kilobytes("VmRSS:")
    except OSError:
        loaded = None
    print(f"ready {version('resiliparse')} in Python {platform.python_version()}", flush=True)
    for line in sys.stdin.buffer:
        words = line.split()
        if len(words) == 2:
            print(timed(pages[int(words[1])]), flush=True)
        elif loaded is None:
            print("failed the system does not tell", flush=True)
        else:
            print(f"ok {max(0, kilobytes('VmHWM:') - loaded)} 0", flush=True)


main()
