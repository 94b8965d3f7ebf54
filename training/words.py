"""Word evidence: log-odds of content by hashed words of a block, of the labels around it and of its heading."""
import os
import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize

# Slots of the tables: own words, label above, label below, heading. Powers of two.
TABLES = [1 << 16, 1 << 15, 1 << 15, 1 << 15]
FEATURES = ["wording_own", "wording_above", "wording_below", "wording_heading"]
# A word of fewer sites is a name, a place, a subject.
FEWEST_SITES = 6
RIDGE = 2.0
STEPS = 32  # of the weights, a unit of log-odds: see word_points in src/model/mod.rs


def read(folder, sizes):
    """words.u32 as arrays: heading (-1: none), label, and the words of every block with their starts."""
    numbers = np.fromfile(os.path.join(folder, "words.u32"), "<u4")
    at, first, heading, label, starts, words = 0, 0, [], [], [0], []
    for size in sizes:
        for _ in range(size):
            above, is_label, count = (int(x) for x in numbers[at:at + 3])
            heading.append(-1 if above == 0xFFFFFFFF else first + above)
            label.append(is_label)
            words.append(numbers[at + 3:at + 3 + count])
            starts.append(starts[-1] + count)
            at += 3 + count
        first += size
    return np.array(heading), np.array(label, bool), np.concatenate(words), np.array(starts)


def matrix(sets):
    """One row a block, one column a slot of the four tables."""
    parts, offset = [], 0
    for s in sets:
        heading, label, words, starts = read(s.folder, np.diff(s.starts))
        parts.append((np.where(heading < 0, -1, heading + offset), label, words, starts[1:] - starts[:-1], s.page))
        offset += len(label)
    heading, label, words, counts, page = (np.concatenate(x) for x in zip(*parts))
    first_of_set = np.concatenate([np.arange(len(s.page)) == 0 for s in sets])
    n, starts, index = len(label), np.r_[0, np.cumsum(counts)], np.arange(len(label))
    same = (np.r_[-1, page[:-1]] == page) & ~first_of_set
    def slots(size):
        return sp.csr_matrix((np.ones(len(words), np.float32), (words & (size - 1)).astype(np.int32), starts), (n, size))
    def of(block, known):
        known = known & (block >= 0) & (block < n)
        known &= label[np.where(known, block, 0)]
        return sp.csr_matrix((np.ones(known.sum(), np.float32), (index[known], block[known])), (n, n))
    above, below = of(index - 1, same), of(index + 1, np.r_[same[1:], False])
    return sp.hstack([slots(TABLES[0]), above @ slots(TABLES[1]), below @ slots(TABLES[2]),
                      of(heading, np.ones(n, bool)) @ slots(TABLES[3])], format="csr")


def sites_by_slot(x, site):
    pairs = np.unique(np.repeat(site.astype(np.int64), np.diff(x.indptr)) * x.shape[1] + x.indices)
    return np.bincount((pairs % x.shape[1]).astype(int), minlength=x.shape[1])


def fit(x, label, weight, site):
    """Logistic regression with a ridge on the slots that several sites share; weights in whole steps."""
    keep = weight > 0
    x, y, w = x[keep], label[keep].astype(np.float32), (weight[keep] / weight[keep].mean()).astype(np.float32)
    known = np.flatnonzero(sites_by_slot(x, site[keep]) >= FEWEST_SITES)
    columns = x[:, known]
    transposed = columns.T.tocsr()

    def loss(beta):
        z = np.clip(columns @ beta[:-1].astype(np.float32) + np.float32(beta[-1]), -30, 30)
        pull = w * (1 / (1 + np.exp(-z)) - y)
        value = (w * (np.logaddexp(0, z) - y * z)).sum(dtype=np.float64) + RIDGE * (beta[:-1] @ beta[:-1])
        slope = np.append(transposed @ pull, pull.sum(dtype=np.float64)) + np.append(2 * RIDGE * beta[:-1], 0)
        return float(value), slope

    beta = minimize(loss, np.zeros(len(known) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 35}).x
    steps = np.zeros(x.shape[1], np.int8)
    steps[known] = np.clip(np.rint(beta[:-1] * STEPS), -127, 127)
    return steps


def evidence(x, steps):
    """The four features of every row."""
    bounds = np.cumsum([0] + TABLES)
    return np.stack([x[:, a:b] @ (steps[a:b].astype(np.float32) / STEPS) for a, b in zip(bounds, bounds[1:])], 1)
