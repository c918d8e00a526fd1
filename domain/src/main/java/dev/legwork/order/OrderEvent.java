package dev.legwork.order;

import dev.legwork.num.Decimals;
import java.math.BigDecimal;

/** What a venue reported about one of our orders. May come in any order, late, twice or never. */
public sealed interface OrderEvent {

  OrderRef ref();

  /**
   * @param filled what the venue counts as filled so far; a floor for the executions to come
   * @param permId the venue's account-wide number of the order, 0 while unknown
   */
  record StatusReported(OrderRef ref, OrderStatus status, BigDecimal filled, long permId)
      implements OrderEvent {
    public StatusReported {
      filled = Decimals.normal(filled);
    }
  }

  /**
   * @param cumulative what the venue counts as filled with this execution; a floor as well. For a
   *     leg of a combo: of that leg
   */
  record Filled(OrderRef ref, Fill fill, BigDecimal cumulative, long permId) implements OrderEvent {
    public Filled {
      cumulative = Decimals.normal(cumulative);
    }
  }

  /**
   * A combo traded, as the venue sums it up beside the executions of its legs. It changes no
   * position and is never counted: it is a floor for the executions of every leg.
   *
   * @param net USD per share of the underlying for one unit
   * @param cumulative units that the venue counts as filled with this trade
   */
  record ComboTraded(
      OrderRef ref,
      String execId,
      BigDecimal units,
      BigDecimal net,
      BigDecimal cumulative,
      long permId)
      implements OrderEvent {
    public ComboTraded {
      units = Decimals.normal(units);
      net = Decimals.normal(net);
      cumulative = Decimals.normal(cumulative);
    }
  }

  /**
   * The fee of one execution; joined by its id, before or after it.
   *
   * @param amount in {@code currency}, negative for a rebate
   */
  record CommissionReported(OrderRef ref, String execId, BigDecimal amount, String currency)
      implements OrderEvent {
    public CommissionReported {
      amount = Decimals.normal(amount);
    }
  }

  /** The venue refused a new order: it never worked and never will. */
  record Rejected(OrderRef ref, int code, String text) implements OrderEvent {}

  /**
   * A person has answered for what became of an order that nobody can prove: it is over. What it
   * executed beyond the executions that the venue told of is a {@link Filled} of its own, before
   * this.
   *
   * @param executed shares or contracts, in all
   * @param operator who says so
   */
  record Settled(OrderRef ref, BigDecimal executed, String operator, String reason)
      implements OrderEvent {
    public Settled {
      executed = Decimals.normal(executed);
    }
  }

  /** The venue said something about the order that ends nothing and proves nothing. */
  record Noticed(OrderRef ref, int code, String text) implements OrderEvent {}
}
