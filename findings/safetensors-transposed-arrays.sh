#!/usr/bin/env bash
# safetensors saves a transposed numpy array as the array before it was transposed, in the new shape, without an error.
#
# Guess:     save_file of {"weight": weight.T} saves what weight.T shows: numpy arrays say how they lie in memory, np.save
#            heeds it, and safetensors' functions for PyTorch refuse tensors that aren't contiguous.
# Behaviour: safetensors.numpy writes the bytes from where the array begins, in the order in which they lie in memory, under
#            the shape that the array shows. A transposed matrix of 2 x 3 comes back as 3 x 2 with its numbers in the order
#            of the one that was transposed, and every second number of a row as the first half of the row. Shape, type and
#            size are right, so nothing notices: a model that was converted so computes nonsense. The docstring asks
#            for contiguous tensors; nothing checks it.
# Version:   safetensors 0.8.0, numpy 2.4.6
# Source:    safetensors/numpy.py, _flatten (data_ptr=tensor.ctypes.data, strides are not looked at)
# Seen:      [[0, 3], [1, 4], [2, 5]] comes back as [[0, 1], [2, 3], [4, 5]], by np.save as it was
#            [0, 2, 4] (every second of 0 to 5) comes back as [0, 1, 2]
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv py
py/bin/pip install --quiet --disable-pip-version-check safetensors==0.8.0 numpy==2.4.6

cat > see.py <<'PY'
import io

import numpy as np
from safetensors.numpy import load, save


def by_numpy(array):
    file = io.BytesIO()
    np.save(file, array)
    file.seek(0)
    return np.load(file)


def see(array):
    back = load(save({"weight": array}))["weight"]
    print(array.tolist(), "-> safetensors", back.tolist(), "  np.save", by_numpy(array).tolist())
    assert back.shape == array.shape and back.dtype == array.dtype
    assert np.array_equal(by_numpy(array), array)
    return back.tolist()


numbers = np.arange(6, dtype=np.float32)
assert see(numbers.reshape(2, 3)) == [[0, 1, 2], [3, 4, 5]]
assert see(numbers.reshape(2, 3).T) == [[0, 1], [2, 3], [4, 5]]
assert see(np.ascontiguousarray(numbers.reshape(2, 3).T)) == [[0, 3], [1, 4], [2, 5]]
assert see(numbers[::2]) == [0, 1, 2]
PY
py/bin/python see.py
