// The peer of bench/numerics.mjs: the same steps on 64 trajectories, written by hand, coordinates in arrays so that the
// compiler makes vectors of them. Prints the least nanoseconds of processor time for a step of one trajectory, and the sum
// of the final coordinates. Arguments: objective, steps of a repetition, repetitions.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define L 64
#define EACH for (int i = 0; i < L; i++)
static double v[512][L] __attribute__((aligned(64))), g[512][L] __attribute__((aligned(64)));

static void hyperbola(double a) {
  EACH {
    double x = v[0][i], y = v[1][i], e = a * 2 * (x * y - 1);
    v[0][i] = x - e * y, v[1][i] = y - e * x;
  }
}

static void normalized(double a) {
  EACH {
    double x = v[0][i], y = v[1][i], factor = (x * y - 1 < 0 ? -a : a) / sqrt(x * x + y * y);
    v[0][i] = x - factor * y, v[1][i] = y - factor * x;
  }
}

static void parabola(double a) {
  EACH {
    double x = v[0][i], y = v[1][i], e = a * 2 * (x * x - y);
    v[0][i] = x - e * 2 * x, v[1][i] = y + e;
  }
}

static void powers(double a) {
  EACH {
    double x = v[0][i], y = v[1][i], p = fabs(x), q = fabs(y);
    double r = pow(p, 0.7), s = pow(q, -1.7);
    v[0][i] = x - a * 1.7 * copysign(r, x) * (s * q);
    v[1][i] = y + a * 0.7 * (r * p) * copysign(s, y);
  }
}

static void halves(double a) {
  EACH {
    double x = v[0][i], y = v[1][i], p = fabs(x), q = fabs(y), r = sqrt(p), s = sqrt(q);
    v[0][i] = x - a * 2.5 * copysign(p * r, x) / s;
    v[1][i] = y + a * 0.5 * (p * p * r) / copysign(q * s, y);
  }
}

static void exponential(double a) {
  EACH {
    double x = v[0][i], y = v[1][i], p = exp(x), e = a * 2 * (p - y);
    v[0][i] = x - e * p, v[1][i] = y + e;
  }
}

// splitmix32's first word from the state a ^ b, as in src/numerics/random.ts.
static inline unsigned hash(unsigned a, unsigned b) {
  unsigned z = (a ^ b) + 0x9e3779b9u;
  z = (z ^ z >> 16) * 0x85ebca6bu;
  z = (z ^ z >> 13) * 0xc2b2ae35u;
  return z ^ z >> 16;
}

static unsigned now, states[L];
static double data[3][20];
static void prepare(void) {
  now = 0;
  for (int s = 0; s < 20; s++) data[0][s] = 7 * s % 11 / 10.0, data[1][s] = 3 * s % 13 / 10.0, data[2][s] = (5 * s % 7 + 1) / 10.0;
  EACH states[i] = hash(hash(hash(hash(0, hash(1, 0)), hash(0, 0)), hash(i, 0)), hash(0, 0));
}

static void regression(double a) {
  unsigned even = hash(now++, 0), odd = hash(0, 0), drawn[L];
  EACH drawn[i] = hash(hash(states[i], even), odd) % 20;
  EACH {
    unsigned s = drawn[i];
    double x = v[0][i], y = v[1][i], p = data[0][s], q = data[1][s], e = a * 40 * (p * x + q * y - data[2][s]);
    v[0][i] = x - e * p, v[1][i] = y - e * q;
  }
}

static void sixfold(double a) {
  EACH {
    double x = v[0][i], y = v[1][i], z = v[2][i], p = v[3][i], q = v[4][i], r = v[5][i];
    double b = x * y, c = z * p, d = q * r, bc = b * c, cd = c * d, bd = b * d, e = a * 2 * (bc * d - 1);
    v[0][i] = x - e * cd * y, v[1][i] = y - e * cd * x, v[2][i] = z - e * bd * p;
    v[3][i] = p - e * bd * z, v[4][i] = q - e * bc * r, v[5][i] = r - e * bc * q;
  }
}

static void network(double a) {
  EACH {
    double w[16], slope[16] = {0};
    for (int k = 0; k < 16; k++) w[k] = v[k][i];
    for (int s = 0; s < 4; s++) {
      double z = (3 * s - 4) / 10.0, y = (5 - 2 * s) / 10.0, sum = s % 2 == 0 ? -0.7 : 0.3, h[4];
      for (int k = 0; k < 4; k++) {
        double u = w[4 + k] * z + w[8 + k] * y + w[12 + k];
        h[k] = u > 0 ? u : 0;
        sum += w[k] * h[k];
      }
      double e = a * 2 * sum;
      for (int k = 0; k < 4; k++) {
        double b = h[k] > 0 ? e * w[k] : 0;
        slope[k] += e * h[k], slope[4 + k] += b * z, slope[8 + k] += b * y, slope[12 + k] += b;
      }
    }
    for (int k = 0; k < 16; k++) v[k][i] = w[k] - slope[k];
  }
}

static inline __attribute__((always_inline)) void factorization(int n, double a) {
  static double r[256][L] __attribute__((aligned(64)));
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      double *out = r[i * n + j];
      for (int t = 0; t < L; t++) out[t] = i == j ? -1 : 0;
      for (int k = 0; k < n; k++)
        for (int t = 0; t < L; t++) out[t] += v[i * n + k][t] * v[n * n + k * n + j][t];
      for (int t = 0; t < L; t++) out[t] *= 2 * a;
    }
  for (int i = 0; i < n; i++)
    for (int k = 0; k < n; k++) {
      double *to = g[i * n + k], *other = g[n * n + i * n + k];
      for (int t = 0; t < L; t++) to[t] = other[t] = 0;
      for (int j = 0; j < n; j++)
        for (int t = 0; t < L; t++) {
          to[t] += r[i * n + j][t] * v[n * n + k * n + j][t];
          other[t] += r[j * n + k][t] * v[j * n + i][t];
        }
    }
  for (int j = 0; j < 2 * n * n; j++)
    for (int t = 0; t < L; t++) v[j][t] -= g[j][t];
}

static void matrix4(double a) { factorization(4, a); }
static void matrix16(double a) { factorization(16, a); }

static const struct { const char *name; void (*step)(double); int n; double a; } all[] = {
    {"hyperbola", hyperbola, 2, 0.01}, {"normalized", normalized, 2, 0.01}, {"parabola", parabola, 2, 0.01},
    {"powers", powers, 2, 0.00001}, {"halves", halves, 2, 0.00001},
    {"exponential", exponential, 2, 0.001}, {"regression", regression, 2, 0.001}, {"product", sixfold, 6, 0.001},      {"network", network, 16, 0.001},
    {"matrix4", matrix4, 32, 0.001},   {"matrix16", matrix16, 512, 0.001}};

int main(int argc, char **argv) {
  int steps = atoi(argv[2]), repetitions = atoi(argv[3]);
  for (int w = 0; w < (int)(sizeof all / sizeof *all); w++) {
    if (strcmp(all[w].name, argv[1])) continue;
    double least = INFINITY, total = 0;
    for (int q = 0; q < repetitions; q++) {
      for (int j = 0; j < all[w].n; j++) EACH v[j][i] = 0.3 + (((7 * j + 3) % 11) * 0.1 * (i + 1)) / L;
      prepare();
      struct timespec s, e;
      clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &s);
      for (int k = 0; k < steps; k++) all[w].step(all[w].a);
      clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &e);
      double ns = ((e.tv_sec - s.tv_sec) * 1e9 + (e.tv_nsec - s.tv_nsec)) / steps / L;
      if (ns < least) least = ns;
      total = 0;
      for (int j = 0; j < all[w].n; j++) EACH total += v[j][i];
    }
    printf("{\"nanoseconds\":%.6g,\"total\":%.17g}\n", least, total);
  }
  return 0;
}
