"""Tables of points as the crate reads them (../src/lists/points.rs): feature, upper bound of the bin, hundredths of log-odds."""


def write(path, header, bins, beta):
    """`bins` has the names of the features, the upper bounds of their bins and the place of each first bin in `beta`."""
    with open(path, "w", encoding="utf8") as out:
        out.write(header)
        for name, edges, first in zip(bins.names, bins.edges, bins.first):
            for edge, points in zip(edges, beta[first:]):
                out.write(f"{name}\t{edge:g}\t{round(points * 100)}\n")
