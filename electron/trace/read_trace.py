"""Reads the trace files of SparseLens (FORMAT.md) with numpy:

    trace = Trace("answer.trace")
    position, positions, scores, mass = trace.row(token=0, layer=17)
"""
import json
import numpy as np

SECTION = np.dtype([("kind", "<u4"), ("checksum", "<u4"), ("offset", "<u8"), ("bytes", "<u8"), ("reserved", "<u8")])


class Trace:
    def __init__(self, path):
        data = np.memmap(path, np.uint8, "r")
        version, count = data[8:16].view("<u4")
        if data[:8].tobytes() != b"SLTRACE\0" or version not in (1, 2):
            raise ValueError(f"{path} is not a trace file that this program can read")
        numbers = map(int, data[24:52].view("<u4"))
        self.top_k, self.layers, self.tokens, self.prompt_length, self.positions, _, self.stride = numbers
        table = data[64 : 64 + SECTION.itemsize * int(count)].view(SECTION)
        part = {int(s["kind"]): data[int(s["offset"]) : int(s["offset"] + s["bytes"])] for s in table}
        self.meta = json.loads(part[1].tobytes() or b"{}")
        self.sentences = part[2].view("<i4").reshape(-1, 2)
        self.index, self.rows = part[3].view("<u8"), part[4]
        self.unit, self.layer_kinds = (0, 1), np.array([[1, -1]] * self.layers)  # kind, layer that chose
        if 8 in part:
            self.unit, self.layer_kinds = tuple(part[8][:8].view("<u4")), part[8][8:].view("<i4").reshape(-1, 2)
        self.prompt_counts = part[5].view("<u4").reshape(self.layers, -1)
        self.prompt_mass = part[6].view("<f4").reshape(self.layers, -1)

    def row(self, token, layer):
        """Position of the query; the positions that entered attention, with index scores and index mass."""
        at = token * self.layers + layer
        row = np.array(self.rows[int(self.index[at]) : int(self.index[at + 1])])
        position, count, _, coded = map(int, row[:16].view("<u4"))
        if np.isinf(row[8:12].view("<f4")[0]):  # entered by a rule: positions as runs, no scores
            runs = varints(row[24 : 24 + coded]).reshape(-1, 2) + (0, 1)
            ends = np.cumsum(runs.sum(1))
            positions = np.concatenate([np.arange(end - n, end) for end, n in zip(ends, runs[:, 1])])
            return position, positions, np.full(count, -65504, np.float32), np.zeros(count, np.float32)
        scores = row[24 : 24 + 2 * count].view("<f2").astype(np.float32)
        gaps = row[24 + 2 * count : 24 + 2 * count + coded]
        more = varints(gaps[count:])  # how many gaps are larger than a byte; then index and rest of each
        gaps = gaps[:count].astype(np.int64)
        gaps[np.cumsum(more[1::2])] += 256 * more[2::2]
        return position, np.cumsum(gaps + 1) - 1, scores, np.exp(scores - row[8:12].view("<f4")[0])


def varints(data):
    ends = np.flatnonzero(data < 128)
    starts = np.r_[0, ends[:-1] + 1]
    shifts = 7 * (np.arange(len(data)) - np.repeat(starts, ends - starts + 1))
    return np.add.reduceat((data & 127).astype(np.int64) << shifts, starts)
