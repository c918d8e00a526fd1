package dev.legwork.strategy.conversion;

/** A pair that no filter refused, and its score. */
final class Kept {
  private final Pair pair;
  private double[] components = new double[4];
  private double score;

  Kept(Pair pair) {
    this.pair = pair;
  }

  Pair pair() {
    return pair;
  }

  void scored(double total, double... parts) {
    score = total;
    components = parts;
  }

  double score() {
    return score;
  }

  double component(int index) {
    return components[index];
  }
}
