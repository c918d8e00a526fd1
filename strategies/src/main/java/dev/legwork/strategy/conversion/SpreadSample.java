package dev.legwork.strategy.conversion;

/**
 * The spreads of calls and puts, in parts of their middles, over all quoted pairs of an underlying:
 * what tells a wide one from the others. (Standard deviation of the whole sample.)
 */
final class SpreadSample {
  private long count;
  private double callSum;
  private double callSquares;
  private double putSum;
  private double putSquares;

  void clear() {
    count = 0;
    callSum = 0;
    callSquares = 0;
    putSum = 0;
    putSquares = 0;
  }

  void add(double call, double put) {
    count++;
    callSum += call;
    callSquares += call * call;
    putSum += put;
    putSquares += put * put;
  }

  /** How many standard deviations a call's spread is above the mean; 0 without deviation. */
  double callScore(double spread) {
    return score(spread, callSum, callSquares);
  }

  /** The same of a put's. */
  double putScore(double spread) {
    return score(spread, putSum, putSquares);
  }

  private double score(double spread, double sum, double squares) {
    if (count == 0) {
      return 0;
    }
    double mean = sum / count;
    double variance = squares / count - mean * mean;
    // Below this the sums' rounding is all there is.
    return variance <= 1e-12 ? 0 : (spread - mean) / Math.sqrt(variance);
  }
}
