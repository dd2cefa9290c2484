#!/usr/bin/env bash
# The mean of 1,000 ones is 0.256: numpy adds up bfloat16 numbers in bfloat16, one after the other, and stops at 256.
#
# Guess:     numpy takes care of short floats: a mean of float16 is added up in float32 (its documentation says so), sums
#            go in pairs, so that errors stay small. bfloat16 (ml_dtypes, with which weights are read and converted) has
#            as many exponents as float32, so sums can't overflow either.
# Behaviour: types that numpy doesn't know itself are added in their own precision from the first to the last. In bfloat16
#            256 + 1 is 256: sum, mean, var and std of more than some hundred values are of the first ones only, along an
#            axis too, without a warning, as nothing overflows. The spread of 100,000 numbers of a normal distribution
#            comes out as 0.20 in place of 1, float8's mean of 100 ones as 0.16. Of small arrays, as tests have, all is
#            right. dot, @, np.linalg.norm and np.median are right for large ones too, so that figures of one array
#            contradict each other; with dtype=np.float32 sum, mean and std are right.
# Version:   ml_dtypes 0.6.0, numpy 2.4.6
# Source:    ml_dtypes/_src/ufuncs.h (Add of two elements; numpy's reduction calls it for each); numpy/_core/_methods.py,
#            _mean (float32 for float16 alone)
# Seen:      1,000 ones: sum 256, mean 0.256; dot, @ and norm squared 1,000; with dtype=np.float32 1,000 and 1; 200 ones:
#            mean 1; float16, mean of 100,000 ones: 1; float8_e4m3fn, of 100: 0.156; std of 100,000 normal numbers 0.203,
#            as float32 0.997
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv py
py/bin/pip install --quiet --disable-pip-version-check ml_dtypes==0.6.0 numpy==2.4.6

cat > see.py <<'PY'
import numpy as np
from ml_dtypes import bfloat16, float8_e4m3fn


def see(what, *values):
    print(f"{what}:", *(round(float(value), 4) for value in values))
    return [round(float(value), 2) for value in values]


def near(values, *others):
    return all(abs(value - other) < 0.02 for value, other in zip(values, others, strict=True))


ones = np.ones(1000, bfloat16)
assert near(see("1,000 ones in bfloat16, sum and mean", ones.sum(), ones.mean()), 256, 0.256)
assert near(see("    the same along an axis of 3 rows, the first row's sum", np.ones((3, 1000), bfloat16).sum(axis=1)[0]), 256)
assert near(see("    dot, @, norm squared, median", np.dot(ones, ones), ones @ ones, np.linalg.norm(ones) ** 2, np.median(ones)), 1000, 1000, 1000, 1)
assert near(see("    with dtype=np.float32, sum and mean", ones.sum(dtype=np.float32), ones.mean(dtype=np.float32)), 1000, 1)
assert near(see("    200 ones, mean", np.ones(200, bfloat16).mean()), 1)
assert near(see("    float16, mean of 100,000 ones", np.ones(100_000, np.float16).mean()), 1)
assert near(see("    float8_e4m3fn, mean of 100 ones", np.ones(100, float8_e4m3fn).mean()), 0.16)

weights = np.random.default_rng(1).normal(size=100_000).astype(bfloat16)
print("100,000 numbers of a normal distribution, std:", weights.std(), "as float32:", weights.astype(np.float32).std())
assert weights.std() < 0.3 and abs(weights.astype(np.float32).std() - 1) < 0.01
PY
py/bin/python see.py
