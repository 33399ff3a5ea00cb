// The C side of the elimination benchmark: the forward elimination of src/algebra/dense-echelon.ts on the same matrix,
// eight pivot rows at a time, sums of eight products in 64 bits, reduced modulo p = 2^30 - c by multiplications with c.
// Prints the milliseconds of the best of six, the rank and a checksum of the pivot rows. Usage: elimination_peer size
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BLOCK = 8 };
static const uint64_t p = 1073741789, defect = 35;

static uint32_t times(uint64_t a, uint64_t b) { return (uint32_t)(a * b % p); }

static uint32_t inverse(uint32_t a) {
  uint64_t result = 1, power = a;
  for (uint64_t e = p - 2; e > 0; e >>= 1, power = power * power % p)
    if (e & 1) result = result * power % p;
  return (uint32_t)result;
}

static void update(uint32_t *restrict t, const uint32_t *restrict b, size_t stride, const uint32_t *restrict f, size_t n) {
  const uint32_t *b0 = b, *b1 = b + stride, *b2 = b + 2 * stride, *b3 = b + 3 * stride;
  const uint32_t *b4 = b + 4 * stride, *b5 = b + 5 * stride, *b6 = b + 6 * stride, *b7 = b + 7 * stride;
  const uint64_t f0 = f[0], f1 = f[1], f2 = f[2], f3 = f[3], f4 = f[4], f5 = f[5], f6 = f[6], f7 = f[7];
  for (size_t j = 0; j < n; j++) {
    uint64_t s = t[j] + f0 * b0[j] + f1 * b1[j] + f2 * b2[j] + f3 * b3[j] + f4 * b4[j] + f5 * b5[j] + f6 * b6[j] + f7 * b7[j];
    s = (s & 0xffffffffu) + (uint64_t)(uint32_t)(s >> 32) * (uint32_t)(4 * defect);
    const uint32_t r = (uint32_t)(s & 0x3fffffffu) + (uint32_t)(s >> 30) * (uint32_t)defect;
    t[j] = r < r - (uint32_t)p ? r : r - (uint32_t)p;
  }
}

static size_t eliminate(uint32_t *a, uint32_t *block, size_t n) {
  const size_t stride = n;
  size_t open[BLOCK], count = 0, rank = 0;
  memset(block, 0, BLOCK * stride * sizeof *block);
  for (size_t i = 0; i < n; i++) {
    uint32_t *t = a + i * stride, f[BLOCK] = {0};
    const size_t from = i / BLOCK * BLOCK;
    // The open block by substitution.
    for (size_t k = 0; k < count; k++) {
      uint64_t value = t[open[k]];
      for (size_t l = 0; l < k; l++) value += times(f[l], block[l * stride + open[k]]);
      value %= p;
      f[k] = value == 0 ? 0 : (uint32_t)(p - value);
    }
    if (count > 0) update(t + from, block + from, stride, f, n - from);
    size_t pivot = from;
    while (pivot < n && t[pivot] == 0) pivot++;
    if (pivot == n) break;
    const uint32_t scale = inverse(t[pivot]);
    for (size_t j = pivot; j < n; j++) t[j] = times(t[j], scale);
    memcpy(block + count * stride, t, stride * sizeof *t);
    open[count++] = pivot;
    rank++;
    if (count < BLOCK) continue;
    // A full block: its rows are taken off each other, then off all rows below.
    for (size_t later = BLOCK - 1; later-- > 0;) {
      uint32_t *above = a + (i - (BLOCK - 1) + later) * stride;
      for (size_t k = 0; k < BLOCK; k++) f[k] = k <= later || above[open[k]] == 0 ? 0 : (uint32_t)(p - above[open[k]]);
      update(above + from, block + from, stride, f, n - from);
      memcpy(block + later * stride, above, stride * sizeof *above);
    }
    for (size_t later = i + 1; later < n; later++) {
      uint32_t *below = a + later * stride;
      for (size_t k = 0; k < BLOCK; k++) f[k] = below[open[k]] == 0 ? 0 : (uint32_t)(p - below[open[k]]);
      update(below + from, block + from, stride, f, n - from);
    }
    count = 0;
    memset(block, 0, BLOCK * stride * sizeof *block);
  }
  return rank;
}

int main(int argc, char **argv) {
  const size_t n = argc > 1 ? strtoul(argv[1], 0, 10) : 1000;
  uint32_t *a = malloc(n * n * sizeof *a), *block = malloc(BLOCK * n * sizeof *block);
  double best = 1e300;
  size_t rank = 0;
  for (int round = 0; round < 6; round++) {
    uint32_t state = 1;
    for (size_t i = 0; i < n * n; i++) {
      state = state * 1664525u + 1013904223u;
      a[i] = (uint32_t)((state >> 1) % p);
    }
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    rank = eliminate(a, block, n);
    clock_gettime(CLOCK_MONOTONIC, &end);
    const double ms = (end.tv_sec - start.tv_sec) * 1e3 + (end.tv_nsec - start.tv_nsec) * 1e-6;
    if (ms < best) best = ms;
  }
  uint64_t sum = 0;
  for (size_t i = 0; i < n * n; i++) sum = (sum * 31 + a[i]) % p;
  printf("%.3f %zu %llu\n", best, rank, (unsigned long long)sum);
  return 0;
}
