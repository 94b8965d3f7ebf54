"""One choice a page, among what it names or none of it: bins, the fit, and what points of other sites choose."""
import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize


class Bins:
    """One-hot bins of every feature; an absent value has none. Features without bounds say yes or no."""

    def __init__(self, names, bounds):
        self.names = names
        self.edges = [np.array(bounds.get(name, [0]) + [np.inf], np.float32) for name in names]
        self.first = np.cumsum([0] + [len(edges) for edges in self.edges])

    def matrix(self, rows):
        places = [np.minimum(np.searchsorted(edges, rows[:, i], side="left"), len(edges) - 1) + self.first[i] for i, edges in enumerate(self.edges)]
        known = ~np.isnan(rows)
        at = np.nonzero(known)
        return sp.csr_matrix((np.ones(len(at[0]), np.float32), (at[0], np.stack(places, 1)[known])), (len(rows), self.first[-1]))


def fit_choice(x, label, page, weight, ridge):
    """Conditional logit: that what is right is chosen, or none where nothing is right. None weighs 1."""
    rows = weight[page] > 0
    x, label, page = x[rows], label[rows], page[rows]
    sums = lambda values: np.bincount(page, values, len(weight))
    has, xt = sums(label) > 0, x.T.tocsr()

    def loss(beta):
        weights = np.exp(np.clip(x @ beta, -30, 30))
        every, right = 1 + sums(weights), np.where(has, sums(np.where(label, weights, 0)), 1)
        wanted = np.where(label, weights / right[page], 0)
        return weight @ (np.log(every) - np.log(right)) + ridge * (beta @ beta), xt @ (weight[page] * (weights / every[page] - wanted)) + 2 * ridge * beta

    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x


def rounded(beta):
    """As the table has them."""
    return np.round(beta * 100) / 100


def points_of(sets, bins, folds, ridge):
    """The points of all bins, and by set those of all candidates from points that have not seen their sites."""
    x = bins.matrix(np.vstack([s.rows for s in sets]))
    label, weight, fold, counts = (np.concatenate([getattr(s, part) for s in sets]) for part in ("label", "weight", "fold", "counts"))
    page = np.repeat(np.arange(len(counts)), counts)
    crossed = np.zeros(len(label))
    for k in range(folds):
        own = fold[page] == k
        crossed[own] = x[own] @ rounded(fit_choice(x, label, page, np.where(fold != k, weight, 0), ridge))
    return rounded(fit_choice(x, label, page, weight, ridge)), np.split(crossed, np.cumsum([len(s.label) for s in sets])[:-1])
