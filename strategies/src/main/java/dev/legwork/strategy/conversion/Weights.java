package dev.legwork.strategy.conversion;

import dev.legwork.strategy.Parameter;
import dev.legwork.strategy.Settings;
import dev.legwork.strategy.StrategyProvider;
import java.util.List;

/**
 * What four components of a score count, in their order.
 *
 * @param first of the component named first, and so on
 */
record Weights(double first, double second, double third, double fourth) {
  /** A sum this near to 1 is left as it is. */
  private static final double TOLERANCE = 0.01;

  static List<Parameter> parameters(List<String> components) {
    return components.stream()
        .map(
            name ->
                Parameter.decimal(
                    parameter(name), null, "0", "1", "weight of " + name + "; all four or none"))
        .toList();
  }

  /** All four or none, and not all 0. */
  static void check(List<String> components, Settings settings, StrategyProvider.Problems report) {
    long given = components.stream().filter(name -> settings.has(parameter(name))).count();
    if (given == 0) {
      return;
    }
    double sum = 0;
    for (String name : components) {
      if (!settings.has(parameter(name))) {
        report.add(parameter(name), "is missing: give all four weights, or none");
      } else {
        sum += settings.number(parameter(name));
      }
    }
    if (given == components.size() && sum == 0) {
      report.add(parameter(components.getFirst()), "must not be 0 like all the others");
    }
  }

  /** Those that are given, normalised where their sum is not 1; else the preset's. */
  static Weights of(List<String> components, Settings settings, Weights preset) {
    if (!settings.has(parameter(components.getFirst()))) {
      return preset;
    }
    double[] given =
        components.stream().mapToDouble(name -> settings.number(parameter(name))).toArray();
    double sum = given[0] + given[1] + given[2] + given[3];
    double factor = Math.abs(sum - 1) > TOLERANCE ? 1 / sum : 1;
    return new Weights(given[0] * factor, given[1] * factor, given[2] * factor, given[3] * factor);
  }

  private static String parameter(String component) {
    return "weight-" + component;
  }

  double apply(double[] components) {
    return first * components[0]
        + second * components[1]
        + third * components[2]
        + fourth * components[3];
  }
}
