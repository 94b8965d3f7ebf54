"""What many pages of a site teach, learnt in parts and merged: by several processes here, by the tasks of a cluster elsewhere.

It runs as it is, on invented pages. The merged learner is that of all pages, byte for byte, however they are divided.
"""

from concurrent.futures import ProcessPoolExecutor

import dechaff

NOTE = "The River Post has brought the news of the valley to its people every morning since 1951."


def page(day: int) -> tuple[str, str]:
    story = f"On day {day} the ferry was {day} minutes late, and nobody in the town minded it at all."
    return f"<h1>Day {day}</h1><p>{story}</p><p>The baker waited.</p><p>{NOTE}</p>", f"https://post.example/{day}"


def learn(pages: list[tuple[str, str]]) -> bytes:
    learner = dechaff.SiteLearner()
    for html, url in pages:
        learner.add(html, url)
    return learner.to_bytes()


def main() -> None:
    pages = [page(day) for day in range(40)]
    parts = [pages[start::4] for start in range(4)]
    merged = dechaff.SiteLearner()
    with ProcessPoolExecutor(4) as processes:
        for part in processes.map(learn, parts):
            merged.merge(dechaff.SiteLearner.from_bytes(part))
    assert merged.to_bytes() == learn(pages)
    sites = merged.finish()
    print(sites)
    html, url = page(99)
    print(dechaff.clean(html, url, sites=sites).text)


if __name__ == "__main__":
    main()
