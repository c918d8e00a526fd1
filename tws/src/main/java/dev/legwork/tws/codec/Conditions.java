package dev.legwork.tws.codec;

import dev.legwork.tws.message.OrderCondition;

/** The conditions of an order: a type, how it joins the next one, then what the type needs. */
final class Conditions {
  private static final int PRICE = 1;
  private static final int TIME = 3;
  private static final int MARGIN = 4;
  private static final int EXECUTION = 5;
  private static final int VOLUME = 6;
  private static final int PERCENT_CHANGE = 7;

  private Conditions() {}

  static void write(FrameWriter out, OrderCondition condition) {
    switch (condition) {
      case OrderCondition.Price c -> {
        head(out, PRICE, c).flag(c.isMore()).decimal(c.price());
        out.number(c.conId()).text(c.exchange()).number(c.triggerMethod());
      }
      case OrderCondition.Time c -> head(out, TIME, c).flag(c.isMore()).text(c.time());
      case OrderCondition.Margin c -> head(out, MARGIN, c).flag(c.isMore()).number(c.percent());
      case OrderCondition.Execution c ->
          head(out, EXECUTION, c).text(c.secType()).text(c.exchange()).text(c.symbol());
      case OrderCondition.Volume c -> {
        head(out, VOLUME, c).flag(c.isMore()).number(c.volume());
        out.number(c.conId()).text(c.exchange());
      }
      case OrderCondition.PercentChange c -> {
        head(out, PERCENT_CHANGE, c).flag(c.isMore()).decimal(c.change());
        out.number(c.conId()).text(c.exchange());
      }
    }
  }

  private static FrameWriter head(FrameWriter out, int type, OrderCondition condition) {
    return out.number(type).text(condition.and() ? "a" : "o");
  }

  static OrderCondition read(FieldReader in) {
    int type = in.integer("condition.type");
    if (type < PRICE || type == 2 || type > PERCENT_CHANGE) {
      throw in.malformed("is an unknown condition " + type);
    }
    boolean and = in.text("condition.conjunction").equals("a");
    return type == EXECUTION ? execution(in, and) : comparison(in, type, and);
  }

  private static OrderCondition execution(FieldReader in, boolean and) {
    return new OrderCondition.Execution(
        and,
        in.text("condition.secType"),
        in.text("condition.exchange"),
        in.text("condition.symbol"));
  }

  private static OrderCondition comparison(FieldReader in, int type, boolean and) {
    boolean more = in.flag("condition.isMore");
    return switch (type) {
      case TIME -> new OrderCondition.Time(and, more, in.text("condition.time"));
      case MARGIN -> new OrderCondition.Margin(and, more, in.integer("condition.percent"));
      case VOLUME ->
          new OrderCondition.Volume(
              and, more, in.integer("condition.volume"), conId(in), exchange(in));
      case PERCENT_CHANGE ->
          new OrderCondition.PercentChange(
              and, more, in.requiredDecimal("condition.change"), conId(in), exchange(in));
      default ->
          new OrderCondition.Price(
              and,
              more,
              in.requiredDecimal("condition.price"),
              conId(in),
              exchange(in),
              in.integerOr("condition.triggerMethod", 0));
    };
  }

  private static int conId(FieldReader in) {
    return in.integer("condition.conId");
  }

  private static String exchange(FieldReader in) {
    return in.text("condition.exchange");
  }
}
