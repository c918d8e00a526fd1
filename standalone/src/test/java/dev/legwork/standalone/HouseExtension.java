package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/** Starts the {@link House} for the first test that needs it, and stops it after the last. */
final class HouseExtension implements ParameterResolver, AfterEachCallback {

  private static final Namespace HOUSE = Namespace.create(HouseExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == House.class || type == Trader.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    House house = house(context);
    if (parameter.getParameter().getType() == House.class) {
      return house;
    }
    Trader trader = house.trader();
    context.getStore(HOUSE).put("trader-" + parameter.getIndex(), trader);
    traders(context).add(trader);
    return trader;
  }

  /** Whatever a test was about: in the end both sides tell the same story. */
  @Override
  public void afterEach(ExtensionContext context) {
    List<Trader> traders = traders(context);
    if (context.getExecutionException().isEmpty() && !traders.isEmpty()) {
      String[] accounts = traders.stream().map(Trader::account).toArray(String[]::new);
      assertThat(house(context).audit(accounts)).as("violated invariants").isEmpty();
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Trader> traders(ExtensionContext context) {
    return context
        .getStore(HOUSE)
        .computeIfAbsent("traders", key -> new ArrayList<Trader>(), List.class);
  }

  private static House house(ExtensionContext context) {
    if (new TemporalBinary(line -> {}).installed().isEmpty()) {
      String why =
          "SKIPPED, NOT PASSED: no 'temporal' program on this machine; .ci/run installs it";
      System.err.println(why);
      throw new TestAbortedException(why);
    }
    return context
        .getRoot()
        .getStore(HOUSE)
        .computeIfAbsent(Started.class, key -> Started.once(), Started.class)
        .house();
  }

  /** The house, or why it did not start: said by every test, tried only once. */
  private record Started(House up, RuntimeException failure) implements AutoCloseable {

    static Started once() {
      try {
        return new Started(new House(), null);
      } catch (RuntimeException e) {
        return new Started(null, e);
      }
    }

    House house() {
      if (failure != null) {
        throw new IllegalStateException("nothing runs: " + failure.getMessage(), failure);
      }
      return up;
    }

    @Override
    public void close() {
      if (up != null) {
        up.close();
      }
    }
  }
}
