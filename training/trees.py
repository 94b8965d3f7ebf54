"""Boosted trees over binned features: fitting with LightGBM, writing for src/model/."""
import struct
import numpy as np
import lightgbm

MOST_BINS = 31  # 63 were no better: they only learn the pages by heart
SETTINGS = dict(objective="binary", learning_rate=0.1, num_leaves=31, min_data_in_leaf=60, feature_fraction=0.3,
                bagging_fraction=0.5, bagging_freq=1, lambda_l2=5, max_bin=255, min_data_in_bin=1,
                feature_pre_filter=False, verbose=-1, num_threads=1, seed=7, deterministic=True, force_row_wise=True)
TREES = 150
LEAF = 255


def bounds_of(values, weight):
    """Upper bounds of a feature's bins, without the last, which has none."""
    known = values[(weight > 0) & ~np.isnan(values)]
    distinct = np.unique(known)
    if len(distinct) > MOST_BINS:
        distinct = np.unique(np.quantile(known, np.linspace(0, 1, MOST_BINS + 1)[1:], method="lower"))
    return distinct[:-1].astype(np.float32)


def binned(rows, bounds):
    """0 for an absent value, then 1 for the lowest bin."""
    out = np.empty(rows.shape, np.uint8)
    for i, edges in enumerate(bounds):
        out[:, i] = np.where(np.isnan(rows[:, i]), 0, 1 + np.searchsorted(edges, rows[:, i], side="left"))
    return out


def fit(bins, label, weight, trees=TREES, **settings):
    keep = weight > 0
    data = lightgbm.Dataset(bins[keep], label[keep], weight=weight[keep] / weight[keep].mean())
    return Trees(lightgbm.train({**SETTINGS, **settings}, data, trees))


def crossed(bins, label, weight, fold, **settings):
    """Scores from trees that have not seen the row's site."""
    out = np.zeros(len(label), np.float32)
    for k in np.unique(fold):
        out[fold == k] = fit(bins, label, np.where(fold != k, weight, 0), **settings).scores(bins[fold == k])
    return out


class Trees:
    def __init__(self, model):
        self.model = model

    def scores(self, bins):
        return self.model.predict(bins, num_threads=1).astype(np.float32)

    def written(self):
        """A tree: the number of its nodes in one byte, then each in six; a node stands before its children."""
        return b"".join(tree_bytes(tree["tree_structure"]) for tree in self.model.dump_model()["tree_info"])


def tree_bytes(root):
    order = [root]
    for node in order:  # grows while it is walked: children come after their parents
        order += [node[side] for side in ("left_child", "right_child") if side in node]
    place = {id(node): i for i, node in enumerate(order)}
    mean(root)
    out = bytearray([len(order)])
    for node in order:
        value = int(np.clip(round(node["mean"] * 1000), -32767, 32767))
        if "split_feature" in node:
            split = (node["split_feature"], int(np.floor(node["threshold"])), place[id(node["left_child"])], place[id(node["right_child"])])
        else:
            split = (LEAF, 0, 0, 0)
        out += struct.pack("<4Bh", *split, value)
    return bytes(out)


def mean(node):
    """Sets the mean of the leaves below, by blocks, on every node; returns it with their number."""
    if "split_feature" not in node:
        node["mean"], count = node["leaf_value"], node.get("leaf_count", 1)
        return node["mean"], count
    (a, m), (b, n) = mean(node["left_child"]), mean(node["right_child"])
    node["mean"] = (a * m + b * n) / max(m + n, 1)
    return node["mean"], m + n


def bounds_bytes(bounds):
    """A feature: the number of its bounds in one byte, then each as a little-endian f32."""
    return b"".join(bytes([len(edges)]) + edges.astype("<f4").tobytes() for edges in bounds)
