#pragma once

/// The most that one thread of this machine does: independent multiply-adds in registers, 2 operations each. In GFLOPS
/// or GOPS; 0 where the machine lacks the instructions.
namespace peak {

double F32();
/// Products of bytes in AVX2, without adding up what is more than pairs.
double Avx2Int8();
double Int8();
double Bf16();

/// Processor time of this program so far: what other programs take counts little.
double ProcessorSeconds();

} // namespace peak
