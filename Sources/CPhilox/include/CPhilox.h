#ifndef CPHILOX_H
#define CPHILOX_H

#include <stdint.h>

/// Words of four counters in a row.
///
/// For each of `addresses` counters of four words (2 or 3 of them, one behind the other in `counters`), the
/// Philox4x32-10 blocks of that counter and of the three that follow it in their first word, under the key `k0`, `k1`.
/// `words` receives eight 64-bit words an address: the first two words of each of the four blocks, two in one with the
/// first above, then the last two of each.
///
/// It is here and not in Swift because C can be compiled a second time for processors with AVX2, which do four lanes in
/// the instructions of two, and because one look at the processor says which of both to use. Integers only: both give
/// the same words.
void philox_four(uint32_t k0, uint32_t k1, int addresses, const uint32_t *counters, uint64_t *words);

/// The same without AVX2, for tests of one beside the other.
void philox_four_plainly(uint32_t k0, uint32_t k1, int addresses, const uint32_t *counters, uint64_t *words);

#endif
