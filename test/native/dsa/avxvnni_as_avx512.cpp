// The kernels of avxvnni.cpp compiled for AVX-512, which has the same products in another encoding: machines with the
// one test the other.
#define kAvxVnniKernels kAvxVnniAsAvx512
#include "kernels/avxvnni.cpp"
