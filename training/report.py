"""What the whole crate makes of held-out scores, in lines to print."""
import numpy as np
import measures, readings
from sets import KINDS


def held_out(group, learnt, certainty):
    lines = ["", "Cross-validated by site, the whole crate on held-out scores:"]
    for s, scores in zip(group.sets, group.split(learnt.crossed)):
        bodies, _ = s.bodies(scores)
        lines += figures(s, bodies) + ends(s, bodies)
        if s.is_changed:
            continue
        for focus in ("precision", "recall"):
            lines.append(f"{s.name:22} focus {focus:9} {precision_recall(s, s.bodies(scores, focus)[0])}")
        lines.append(f"{s.name:22} focus balanced  {precision_recall(s, bodies)}")
    for s, scores in zip(group.sets, group.split(learnt.crossed_first)):
        if s.is_changed:
            continue
        lines += [f"{s.name:22} first stage alone:"] + figures(s, s.bodies(scores)[0])[:1]
    return lines + page_kinds(group, learnt) + confidence(certainty)


def page_kinds(group, learnt):
    """How often the likeliest kind is the page's, and how often one text is told from many items."""
    kinds, weight = group.page_kinds()
    found, chance = learnt.crossed_kinds.argmax(1), learnt.crossed_kinds.max(1)
    one = lambda kinds: np.isin(kinds, [KINDS.index("article"), KINDS.index("documentation")])
    lines, at = ["Kinds of pages, cross-validated by site:"], 0
    for s in group.sets:
        known = slice(at, at + len(s.pages))
        at += len(s.pages)
        told = weight[known] > 0
        if told.any():
            right, wanted = found[known][told], kinds[known][told]
            lines.append(f"{s.name:22} right {np.mean(right == wanted):.4f}  one text or many {np.mean(one(right) == one(wanted)):.4f}  "
                         + "  ".join(f"{name} {np.mean(right[wanted == i] == i):.3f} ({(wanted == i).sum()})" for i, name in enumerate(KINDS) if (wanted == i).any()))
    told = weight > 0
    error, rows = calibration(chance[told], (found == kinds)[told].astype(float))
    return lines + [f"Chance of the kind: expected calibration error {error:.4f}"]


def left_out(group, learnt):
    (s,), (scores,) = group.sets, [learnt.scores(group)]
    return [f"Trained without {s.name}:"] + figures(s, s.bodies(scores)[0])


def figures(s, bodies):
    return by_snippets(s, bodies) + by_gold(s, bodies) + by_reading(s, bodies)


def by_snippets(s, bodies):
    if not s.has_snippets:
        return []
    return [f"{s.name:22} " + "  ".join(f"{k} {v:.4f}" for k, v in measures.snippets(bodies, s.pages).items())]


def by_gold(s, bodies):
    """Against what the set says, whoever has read its pages."""
    if not any(p["gold"].get("text") for p in s.pages):
        return []
    golds = [p["gold"].get("text") or "" for p in s.pages]
    f1 = np.array([measures.word_f1(b, g) for b, g in zip(bodies, golds)])
    lines = [f"{s.name:22} word F1 all {f1.mean():.4f}  shingle F1 {measures.shingle_f1(bodies, golds):.4f}  " + by(s, f1, "type")]
    if len({p["type"] for p in s.pages}) == 1:
        lines.append(f"{s.name:22} shingle F1 by language: " + languages(s, bodies, golds))
    return lines


def by_reading(s, bodies):
    """Against the labels that were read, under the rule of src/lists/body_labels.tsv; where a set has gold, that gold is shown beside."""
    at = [i for i, p in enumerate(s.pages) if str(p["id"]) in s.readings]
    if not at:
        return []
    rows = np.array([measures.word_pr(bodies[i], s.readings[str(s.pages[i]["id"])]) for i in at])
    f1 = np.array([measures.harmonic(p, r) for p, r in rows])
    told = f"{s.name:22} read pages {len(at)}: word F1 {f1.mean():.4f}  precision {rows[:, 0].mean():.4f}  recall {rows[:, 1].mean():.4f}"
    if any(p["gold"].get("text") for p in s.pages):
        gold = [measures.word_f1(bodies[i], s.pages[i]["gold"].get("text") or "") for i in at]
        return [told + f"  (the same against the set's gold {np.mean(gold):.4f})"] + by_label(s, bodies, at)
    groups = [(key, [s.records[str(s.pages[i]["id"])][key] for i in at]) for key in ("kind", "lang")] if s.records else []
    return [told] + [f"{s.name:22} by {key}: " + grouped(values, f1) for key, values in groups] + by_label(s, bodies, at)


def by_label(s, bodies, at, fewest_words=100):
    """What share of the words of a label is kept. Read in another form of the set, pages have no labels."""
    if not s.records:
        return []
    blocks = []
    for i in at:
        decisions = [(kept, "") for kept in readings.kept_in(s.blocks[i], bodies[i])]
        blocks += readings.compared(s.blocks[i], s.labels[i], s.records[str(s.pages[i]["id"])]["kind"], decisions)
    found = [(label, kept) for label, kept in readings.kept_by_label(blocks).items() if kept.words >= fewest_words]
    return [f"{s.name:22} words kept by label: " + "  ".join(f"{label} {kept.share():.3f} ({kept.words})" for label, kept in found)]


def grouped(keys, f1, fewest=5):
    keys = np.array(keys)
    return "  ".join(f"{k} {f1[keys == k].mean():.4f} ({(keys == k).sum()})" for k in sorted(set(keys)) if (keys == k).sum() >= fewest)


def by(s, values, key):
    kinds = sorted({p[key] for p in s.pages})
    return "  ".join(f"{k} {np.mean([v for v, p in zip(values, s.pages) if p[key] == k]):.4f}" for k in kinds)


def languages(s, bodies, golds, fewest=3):
    """Our own pages say their language; other sets of news name their pages by country: "de/Outlet_…"."""
    codes = [p.get("language") or str(p["id"]).split("/")[0] for p in s.pages]
    told = []
    for code in sorted(set(codes)):
        at = [i for i, c in enumerate(codes) if c == code]
        if len(at) >= fewest:
            told.append(f"{code} {measures.shingle_f1([bodies[i] for i in at], [golds[i] for i in at]):.3f}")
    return "  ".join(told)


def ends(s, bodies):
    if not any(p["gold"].get("text") for p in s.pages):
        return []
    golds = [(b, p["gold"]) for b, p in zip(bodies, s.pages) if p["type"] == "article"]
    pairs = [measures.ends_found(b, g.get("text") or "", g.get("title") or "") for b, g in golds]
    first, last = np.mean(pairs, axis=0)
    return [f"{s.name:22} articles with the gold's first paragraph {first:.4f}, last {last:.4f}"]


def precision_recall(s, bodies):
    if not any("text" in p["gold"] for p in s.pages):
        if not s.has_snippets:
            return "no gold"
        return "  ".join(f"{k} {v:.4f}" for k, v in measures.snippets(bodies, s.pages).items() if k != "accuracy")
    articles = [(b, p["gold"].get("text") or "") for b, p in zip(bodies, s.pages) if p["type"] == "article"]
    p, r = np.mean([measures.word_pr(b, g) for b, g in articles], axis=0)
    return f"articles: precision {p:.4f}  recall {r:.4f}"


def confidence(certainty):
    error, rows = calibration(certainty.crossed, certainty.good)
    lines = [f"Confidence, chance of word F1 of at least 0.9: expected calibration error {error:.4f}"]
    return lines + [f"  from {low:.1f}: {n:5} pages, mean confidence {c:.3f}, word F1 of at least 0.9 on {g:.3f}" for low, n, c, g in rows]


def calibration(chance, good, bands=10):
    """Expected calibration error (Guo et al. 2017, equal-width bands) and the bands: from, pages, mean chance, share good."""
    at = np.minimum((chance * bands).astype(int), bands - 1)
    rows = [(k / bands, int((at == k).sum()), chance[at == k].mean(), good[at == k].mean()) for k in range(bands) if (at == k).any()]
    return sum(n * abs(c - g) for _, n, c, g in rows) / len(chance), rows
