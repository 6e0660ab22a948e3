// The Philox4x32-10 block function, four counters side by side: 32-bit words in 64-bit lanes, whose upper halves hold
// remains that nothing looks at.
//
// Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3", SC11 (2011),
// section 3.3.
#include "CPhilox.h"

typedef uint64_t lanes __attribute__((vector_size(32)));

#define IN_PLACE static inline __attribute__((always_inline))
#define LOW 0xFFFFFFFFu

typedef struct {
    lanes c0, c1, c2, c3;
} counters_of_four;

IN_PLACE void open_four(counters_of_four *four, const uint32_t *counter) {
    uint32_t first = counter[0];
    four->c0 = (lanes){first, first + 1u, first + 2u, first + 3u};
    four->c1 = (lanes){counter[1], counter[1], counter[1], counter[1]};
    four->c2 = (lanes){counter[2], counter[2], counter[2], counter[2]};
    four->c3 = (lanes){counter[3], counter[3], counter[3], counter[3]};
}

IN_PLACE void turn_once(counters_of_four *four, uint32_t k0, uint32_t k1) {
    lanes a = (four->c0 & LOW) * 0xD2511F53u;
    lanes b = (four->c2 & LOW) * 0xCD9E8D57u;
    four->c0 = (b >> 32) ^ four->c1 ^ (uint64_t)k0;
    four->c2 = (a >> 32) ^ four->c3 ^ (uint64_t)k1;
    four->c1 = b;
    four->c3 = a;
}

IN_PLACE void close_four(const counters_of_four *four, uint64_t *words) {
    lanes first = (four->c0 << 32) | (four->c1 & LOW);
    lanes second = (four->c2 << 32) | (four->c3 & LOW);
    __builtin_memcpy(words, &first, sizeof first);
    __builtin_memcpy(words + 4, &second, sizeof second);
}

IN_PLACE void turn_all(uint32_t k0, uint32_t k1, int addresses, const uint32_t *counters, uint64_t *words) {
    counters_of_four fours[3];
    for (int i = 0; i < addresses; i++) open_four(&fours[i], counters + 4 * i);
    for (int round = 0; round < 10; round++) {
        for (int i = 0; i < addresses; i++) turn_once(&fours[i], k0, k1);
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    for (int i = 0; i < addresses; i++) close_four(&fours[i], words + 8 * i);
}

// The number of addresses is written out, so that the compiler keeps all of them in registers.
IN_PLACE void turn(uint32_t k0, uint32_t k1, int addresses, const uint32_t *counters, uint64_t *words) {
    if (addresses == 3) turn_all(k0, k1, 3, counters, words);
    else turn_all(k0, k1, 2, counters, words);
}

void philox_four_plainly(uint32_t k0, uint32_t k1, int addresses, const uint32_t *counters, uint64_t *words) {
    turn(k0, k1, addresses, counters, words);
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static void philox_four_widely(
    uint32_t k0, uint32_t k1, int addresses, const uint32_t *counters, uint64_t *words) {
    turn(k0, k1, addresses, counters, words);
}

void philox_four(uint32_t k0, uint32_t k1, int addresses, const uint32_t *counters, uint64_t *words) {
    if (__builtin_cpu_supports("avx2")) philox_four_widely(k0, k1, addresses, counters, words);
    else philox_four_plainly(k0, k1, addresses, counters, words);
}
#else
void philox_four(uint32_t k0, uint32_t k1, int addresses, const uint32_t *counters, uint64_t *words) {
    philox_four_plainly(k0, k1, addresses, counters, words);
}
#endif
