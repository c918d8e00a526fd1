package dev.legwork.tws.message;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * A condition under which an order becomes active. {@code and} tells how it joins the next one: and
 * or or; {@code isMore} whether the observed value must rise above the given one.
 */
public sealed interface OrderCondition {
  /** Joined to the next condition by "and" (else by "or"). */
  boolean and();

  /** The price of a contract crosses a level. */
  record Price(
      boolean and, boolean isMore, BigDecimal price, int conId, String exchange, int triggerMethod)
      implements OrderCondition {
    public Price {
      Objects.requireNonNull(price, "price");
      Objects.requireNonNull(exchange, "exchange");
    }
  }

  /** A time, as TWS writes times, has passed. */
  record Time(boolean and, boolean isMore, String time) implements OrderCondition {
    public Time {
      Objects.requireNonNull(time, "time");
    }
  }

  /** The margin cushion, in percent, crosses a level. */
  record Margin(boolean and, boolean isMore, int percent) implements OrderCondition {}

  /** An execution in a symbol has happened. */
  record Execution(boolean and, String secType, String exchange, String symbol)
      implements OrderCondition {
    public Execution {
      Objects.requireNonNull(secType, "secType");
      Objects.requireNonNull(exchange, "exchange");
      Objects.requireNonNull(symbol, "symbol");
    }
  }

  /** The day's volume of a contract crosses a level. */
  record Volume(boolean and, boolean isMore, int volume, int conId, String exchange)
      implements OrderCondition {
    public Volume {
      Objects.requireNonNull(exchange, "exchange");
    }
  }

  /** The day's change of a contract, in percent, crosses a level. */
  record PercentChange(boolean and, boolean isMore, BigDecimal change, int conId, String exchange)
      implements OrderCondition {
    public PercentChange {
      Objects.requireNonNull(change, "change");
      Objects.requireNonNull(exchange, "exchange");
    }
  }
}
