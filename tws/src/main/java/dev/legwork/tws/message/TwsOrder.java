package dev.legwork.tws.message;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/**
 * All attributes of an order, as sent by placeOrder and told by openOrder and completedOrder.
 * Immutable. The attributes that trades use have accessors; any other is reached by {@link
 * #get(OrderField)}. An attribute that was never set is absent, and travels as what the message
 * says when it is unused. Two orders are equal when the same attributes have equal values (185.2
 * and 185.20 differ, as {@code BigDecimal} says).
 */
public final class TwsOrder {
  private final Object[] values;

  private TwsOrder(Object[] values) {
    this.values = values;
  }

  /** A builder with everything absent. */
  public static Builder builder() {
    return new Builder(new Object[OrderField.count()]);
  }

  /** A builder that starts from this order. */
  public Builder toBuilder() {
    return new Builder(values.clone());
  }

  /** The value of an attribute, or null when it is absent. */
  @SuppressWarnings("unchecked")
  public <T> T get(OrderField<T> field) {
    return (T) values[field.index()];
  }

  /** The text of an attribute, empty when it is absent. */
  public String text(OrderField<String> field) {
    String value = get(field);
    return value == null ? "" : value;
  }

  /** An attribute that is present and true. */
  public boolean isTrue(OrderField<Boolean> field) {
    return Boolean.TRUE.equals(get(field));
  }

  /** {@code BUY}, {@code SELL} or {@code SSHORT}. */
  public String action() {
    return text(OrderField.ACTION);
  }

  /** Shares, contracts or combos; null when absent. */
  public BigDecimal totalQuantity() {
    return get(OrderField.TOTAL_QUANTITY);
  }

  /** {@code LMT}, {@code MKT}, {@code STP LMT}, … */
  public String orderType() {
    return text(OrderField.ORDER_TYPE);
  }

  /** Limit per share, for a combo per combo unit; null when absent. */
  public BigDecimal lmtPrice() {
    return get(OrderField.LMT_PRICE);
  }

  /** Stop price or offset, by order type; null when absent. */
  public BigDecimal auxPrice() {
    return get(OrderField.AUX_PRICE);
  }

  /** {@code DAY}, {@code GTC}, {@code GTD}, {@code IOC}, … */
  public String tif() {
    return text(OrderField.TIF);
  }

  /** Until when, for {@code GTD}, as {@code yyyyMMdd HH:mm:ss Zone}. */
  public String goodTillDate() {
    return text(OrderField.GOOD_TILL_DATE);
  }

  /** The account the order trades for. */
  public String account() {
    return text(OrderField.ACCOUNT);
  }

  /** Our own name of the order. */
  public String orderRef() {
    return text(OrderField.ORDER_REF);
  }

  /** The group in which one fill cancels the others; empty without. */
  public String ocaGroup() {
    return text(OrderField.OCA_GROUP);
  }

  /** 0 none, 1 cancel with block, 2 reduce with block, 3 reduce without. */
  public int ocaType() {
    return orZero(OrderField.OCA_TYPE);
  }

  /** The order this one waits for; 0 without. */
  public int parentId() {
    return orZero(OrderField.PARENT_ID);
  }

  /** Sent on to the market at once (the default), not held by TWS. */
  public boolean transmit() {
    return !Boolean.FALSE.equals(get(OrderField.TRANSMIT));
  }

  /** Only to be evaluated, never traded. */
  public boolean whatIf() {
    return isTrue(OrderField.WHAT_IF);
  }

  /** May trade outside regular hours. */
  public boolean outsideRth() {
    return isTrue(OrderField.OUTSIDE_RTH);
  }

  /** Prices of the combo's legs, empty when only the combo has one. */
  public List<OrderComboLeg> comboLegPrices() {
    return orEmpty(OrderField.COMBO_LEG_PRICES);
  }

  /** How SMART routes a combo, such as {@code NonGuaranteed}. */
  public List<TagValue> smartComboRoutingParams() {
    return orEmpty(OrderField.SMART_COMBO_ROUTING_PARAMS);
  }

  /** Conditions, empty without. */
  public List<OrderCondition> conditions() {
    return orEmpty(OrderField.CONDITIONS);
  }

  private int orZero(OrderField<Integer> field) {
    Integer value = get(field);
    return value == null ? 0 : value;
  }

  private <E> List<E> orEmpty(OrderField<List<E>> field) {
    List<E> value = get(field);
    return value == null ? List.of() : value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TwsOrder order && Arrays.equals(values, order.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  /** Names and values of what is set. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("TwsOrder[");
    for (OrderField<?> field : OrderField.all()) {
      if (get(field) != null) {
        text.append(text.length() > 9 ? ", " : "").append(field).append('=').append(get(field));
      }
    }
    return text.append(']').toString();
  }

  /** Collects the attributes of an order. */
  public static final class Builder {
    private Object[] values;
    private boolean shared; // with an order that was built

    private Builder(Object[] values) {
      this.values = values;
    }

    /** Sets an attribute; null makes it absent. */
    public <T> Builder set(OrderField<T> field, T value) {
      own()[field.index()] = value instanceof List<?> list ? List.copyOf(list) : value;
      return this;
    }

    /**
     * Sets an attribute whose type is known only at run time.
     *
     * @throws ClassCastException if the value is not of the attribute's type
     */
    public Builder setUnchecked(OrderField<?> field, Object value) {
      own()[field.index()] = field.type().cast(value);
      return this;
    }

    private Object[] own() {
      if (shared) {
        values = values.clone();
        shared = false;
      }
      return values;
    }

    /** The value so far, or null. */
    @SuppressWarnings("unchecked")
    public <T> T get(OrderField<T> field) {
      return (T) values[field.index()];
    }

    public Builder action(String value) {
      return set(OrderField.ACTION, value);
    }

    public Builder totalQuantity(BigDecimal value) {
      return set(OrderField.TOTAL_QUANTITY, value);
    }

    public Builder orderType(String value) {
      return set(OrderField.ORDER_TYPE, value);
    }

    public Builder lmtPrice(BigDecimal value) {
      return set(OrderField.LMT_PRICE, value);
    }

    public Builder auxPrice(BigDecimal value) {
      return set(OrderField.AUX_PRICE, value);
    }

    public Builder tif(String value) {
      return set(OrderField.TIF, value);
    }

    public Builder goodTillDate(String value) {
      return set(OrderField.GOOD_TILL_DATE, value);
    }

    public Builder account(String value) {
      return set(OrderField.ACCOUNT, value);
    }

    public Builder orderRef(String value) {
      return set(OrderField.ORDER_REF, value);
    }

    public Builder whatIf(boolean value) {
      return set(OrderField.WHAT_IF, value);
    }

    /** The order. The builder may go on to others. */
    public TwsOrder build() {
      shared = true;
      return new TwsOrder(values);
    }
  }
}
