"""Fits BG/NBD or Pareto/NBD to histories in a CSV (x,t_x,T,customers; days) in weeks, and prints the time of one fit.

A careful SciPy user's fit: logarithms of the parameters, L-BFGS-B, NumPy over all histories at once, and for BG/NBD the
derivatives written out. Pareto/NBD takes the usual form with two Gaussian hypergeometric functions, whose derivatives
SciPy does not have, so that they are differences.

Usage: fit_peer.py HISTORIES.csv MODEL
"""

import json
import sys
import time

import numpy as np
from scipy.optimize import minimize
from scipy.special import betaln, gammaln, hyp2f1, psi

table = np.loadtxt(sys.argv[1], delimiter=",", skiprows=1)
x, recency, age, customers = table.T
recency, age = recency / 7, age / 7
repeats = x > 0


def bg_nbd(logs):
    r, alpha, a, b = np.exp(logs)
    alive = -(r + x) * np.log(alpha + age)
    gone = np.where(repeats, np.log(a) - np.log(np.where(repeats, b + x - 1, 1)) - (r + x) * np.log(alpha + recency), -np.inf)
    both = np.logaddexp(alive, gone)
    value = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + betaln(a, b + x) - betaln(a, b) + both
    stays = np.exp(alive - both)
    leaves = 1 - stays
    tosses = psi(a + b + x) - psi(a + b)
    slopes = np.array([
        r * (psi(r + x) - psi(r) + np.log(alpha) - stays * np.log(alpha + age) - leaves * np.log(alpha + recency)),
        r - alpha * (r + x) * (stays / (alpha + age) + leaves / (alpha + recency)),
        a * (leaves / a - tosses),
        b * (psi(b + x) - psi(b) - tosses - np.where(repeats, leaves / np.where(repeats, b + x - 1, 1), 0)),
    ])
    return -np.dot(customers, value), -slopes @ customers


def pareto_nbd(logs):
    r, alpha, s, beta = np.exp(logs)
    least, most = min(alpha, beta), max(alpha, beta)
    second = s + 1 if alpha >= beta else r + x
    total = r + s + x

    def part(t):
        with np.errstate(over="ignore", under="ignore"):
            return np.log(hyp2f1(total, second, total + 1, (most - least) / (most + t))) - total * np.log(most + t)

    early, late = part(recency), part(age)
    gone = early + np.log1p(-np.exp(np.minimum(late - early, -1e-15))) + np.log(s) - np.log(total)
    alive = -(r + x) * np.log(alpha + age) - s * np.log(beta + age)
    value = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + s * np.log(beta) + np.logaddexp(alive, gone)
    return -np.dot(customers, value)


def fit(model):
    if model == "bg-nbd":
        return minimize(bg_nbd, np.log([1, 10, 1, 2]), jac=True, method="L-BFGS-B")
    return minimize(pareto_nbd, np.log([1, 10, 1, 10]), method="L-BFGS-B")


fit(sys.argv[2])  # once, so that nothing is measured that happens only the first time
start = time.perf_counter()
result = fit(sys.argv[2])
seconds = time.perf_counter() - start
print(json.dumps({"seconds": seconds, "log_likelihood": -result.fun, "evaluations": result.nfev}))
