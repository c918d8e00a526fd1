package dev.legwork.standalone;

import java.util.List;

/**
 * For houses whose traders undo more trades than a careful account would let them, and whose broker
 * is as slow as the machine.
 */
final class LooseLimits {
  static final List<String> ARGUMENTS =
      List.of(
          "--legwork.limits.open-executions=1000",
          "--legwork.limits.rollbacks-per-account=100000",
          "--legwork.limits.rollbacks-per-underlying=100000",
          "--legwork.limits.cooldown=0s",
          "--legwork.margin.answer-within=3s");

  private LooseLimits() {}
}
