"""How far two readers agree who have read a page independently."""
import collections

from . import align, rule


def kappa(pairs):
    """Cohen's kappa of pairs of judgements; 1 where both always say one thing."""
    total = len(pairs)
    if not total:
        return float("nan")
    same = sum(a == b for a, b in pairs) / total
    first, second = (collections.Counter(side) for side in zip(*pairs))
    chance = sum(first[name] * second[name] for name in first) / total**2
    return 1.0 if chance == 1 else (same - chance) / (1 - chance)


class Agreement:
    """What two readings of pages say of the same blocks."""

    def __init__(self):
        self.kinds, self.blocks, self.fields = [], [], collections.defaultdict(list)

    def add(self, name, first, second, texts):
        self.kinds.append((name, first["id"], first["kind"], second["kind"]))
        pairs = zip(align.align(first, texts), align.align(second, texts))
        for number, (a, b) in enumerate(pairs):
            if a and b:
                body = rule.is_body(a, first["kind"]), rule.is_body(b, second["kind"])
                self.blocks.append((name, first["id"], number, a, b, body, first["kind"], len(texts[number].split())))
        for key in ("title", "published", "modified", "authors", "lang"):
            self.fields[key].append((name, first["id"], first[key] == second[key]))

    def body_pairs(self, kind=None):
        return [block[5] for block in self.blocks if kind in (None, block[6])]

    def label_pairs(self):
        return [(block[3], block[4]) for block in self.blocks]

    def removed_pairs(self):
        """The labels of blocks that both leave out."""
        return [(block[3], block[4]) for block in self.blocks if not any(block[5])]

    def by_label(self):
        """For every label: times given by the first, by the second, by both."""
        first, second, both = collections.Counter(), collections.Counter(), collections.Counter()
        for a, b in self.label_pairs():
            first[a] += 1
            second[b] += 1
            both[a] += a == b
        return {name: (first[name], second[name], both[name]) for name in rule.LABELS if first[name] + second[name]}

    def report(self):
        yield f"{len(self.kinds)} pages, {len(self.blocks)} blocks read twice"
        yield f"body or not      kappa {kappa(self.body_pairs()):.3f}  {share(self.body_pairs())}"
        for kind in dict.fromkeys(block[6] for block in self.blocks):
            yield f"  {kind:<14} kappa {kappa(self.body_pairs(kind)):.3f}  {share(self.body_pairs(kind))}"
        yield f"labels           kappa {kappa(self.label_pairs()):.3f}  {share(self.label_pairs())}"
        yield f"labels left out  kappa {kappa(self.removed_pairs()):.3f}  {share(self.removed_pairs())}"
        pages = [kinds[2:] for kinds in self.kinds]
        yield f"kinds of pages   kappa {kappa(pages):.3f}  {share(pages)}"
        for key, told in self.fields.items():
            yield f"{key:<16} equal {sum(equal for *_, equal in told)}/{len(told)}"
        yield "label                first second   both  agreement (both / mean)"
        for name, (first, second, both) in self.by_label().items():
            yield f"{name:<20} {first:>5} {second:>6} {both:>6}  {2 * both / (first + second):.2f}"

    def disagreements(self):
        for name, page_id, first, second in self.kinds:
            if first != second:
                yield f"{name} {page_id} kind {first} | {second}"
        for key, told in self.fields.items():
            yield from (f"{name} {page_id} {key} differs" for name, page_id, equal in told if not equal)
        for name, page_id, number, a, b, body, *_ in self.blocks:
            if a != b:
                yield f"{name} {page_id} {number} {a} | {b}{'  BODY' if body[0] != body[1] else ''}"


def share(pairs):
    return f"{sum(a == b for a, b in pairs)}/{len(pairs)} equal"
