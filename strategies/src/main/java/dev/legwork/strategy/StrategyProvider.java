package dev.legwork.strategy;

import java.util.List;

/**
 * Makes a strategy from settings. A jar with one of one's own names its class in {@code
 * META-INF/services/dev.legwork.strategy.StrategyProvider}; it needs a public constructor without
 * parameters.
 */
public interface StrategyProvider {

  /** Of the strategy it makes; how settings and commands name it. */
  String name();

  /** What it looks for, in one line. */
  String description();

  /** All settings it takes. */
  List<Parameter> parameters();

  /**
   * What is wrong with settings that are each allowed on their own, e.g. a least above its most.
   *
   * @param report told of each, by the parameter's name
   */
  default void check(Settings settings, Problems report) {}

  /** The strategy with settings that are known to be right. */
  Strategy create(Settings settings);

  /** Hears of problems. */
  interface Problems {
    /**
     * Notes one.
     *
     * @param parameter whose value should change
     * @param message what would be right
     */
    void add(String parameter, String message);
  }
}
