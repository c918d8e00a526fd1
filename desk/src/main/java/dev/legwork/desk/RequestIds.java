package dev.legwork.desk;

/** Numbers of requests, far above all order ids: errors name both in one field. */
final class RequestIds {
  static final int FIRST = 1_000_000_000;

  private int next = FIRST;

  int next() {
    if (next == Integer.MAX_VALUE) {
      next = FIRST;
    }
    return next++;
  }
}
