package dev.legwork.invariant;

import dev.legwork.order.OrderRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what a check finds. */
final class Findings {
  private final Set<Violation> found = new LinkedHashSet<>();
  private int number;

  /** What follows is about this invariant. */
  void about(int invariant) {
    number = invariant;
  }

  void order(OrderRef ref, String what) {
    add(ref.executionId(), ref.toString(), what);
  }

  void trade(String executionId, String subject, String what) {
    add(executionId, subject, what);
  }

  void account(String account, String what) {
    add("", account, what);
  }

  private void add(String executionId, String subject, String what) {
    found.add(new Violation(number, executionId, subject, what));
  }

  List<Violation> all() {
    return new ArrayList<>(found);
  }
}
