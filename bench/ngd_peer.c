// The peer of bench/numerics.mjs: normalized gradient descent on x*y - 1, written by hand as a blocked loop.
// Prints milliseconds and the sum of the final coordinates. Arguments: trajectories, steps.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(int argc, char **argv) {
  int count = argc > 1 ? atoi(argv[1]) : 64, steps = argc > 2 ? atoi(argv[2]) : 1000000;
  double *x = malloc(count * sizeof(double)), *y = malloc(count * sizeof(double));
  for (int i = 0; i < count; i++) {
    x[i] = 0.3 + 1.5 * i / count;
    y[i] = 1.9 - 1.3 * i / count;
  }
  struct timespec a, b;
  clock_gettime(CLOCK_MONOTONIC, &a);
  for (int k = 0; k < steps; k++) {
    double alpha = 0.5 / sqrt(sqrt(k + 1.0));
    for (int i = 0; i < count; i++) {
      double h = x[i] * y[i] - 1, factor = (h < 0 ? -alpha : alpha) / sqrt(x[i] * x[i] + y[i] * y[i]);
      double next = x[i] - factor * y[i];
      y[i] = y[i] - factor * x[i];
      x[i] = next;
    }
  }
  clock_gettime(CLOCK_MONOTONIC, &b);
  double sum = 0;
  for (int i = 0; i < count; i++) sum += x[i] + y[i];
  printf("%.6f %.17g\n", (b.tv_sec - a.tv_sec) * 1e3 + (b.tv_nsec - a.tv_nsec) * 1e-6, sum);
  return 0;
}
