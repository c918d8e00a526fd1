package dev.legwork.request;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.order.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Reads the protective stop of a request, and notes what cannot be a stop. */
final class DraftStop {
  private static final String NAME = "stop";
  private static final List<String> FIELDS =
      List.of("leg", "trigger", "limit", "fallbackAfter", "netTrigger");
  private static final List<String> OF_A_LEG = List.of("leg", "trigger", "limit", "fallbackAfter");
  private static final Reading<Duration> PATIENCE =
      Readings.duration(Duration.ofSeconds(1), Duration.ofHours(1));

  private DraftStop() {}

  /** The stop; null where there is none, or, with an error noted, where it is wrong. */
  static ProtectiveStop read(FieldReader body, FieldErrors errors) {
    if (!body.has(NAME)) {
      return null;
    }
    FieldReader given = FieldReader.of(body.raw(NAME), NAME, FIELDS, errors);
    if (given == null) {
      return null;
    }
    if (given.has("netTrigger")) {
      given.refuse(OF_A_LEG, "must be left out beside netTrigger, which is of the whole group");
      return group(given.required("netTrigger", Readings.net()));
    }
    if (!given.has("leg") && !given.has("trigger")) {
      errors.shape(
          NAME, body.raw(NAME), "must have leg and trigger, or netTrigger for the whole group");
      return null;
    }
    return leg(given);
  }

  private static ProtectiveStop group(BigDecimal netTrigger) {
    return netTrigger == null ? null : ProtectiveStop.ofGroup(netTrigger);
  }

  private static ProtectiveStop leg(FieldReader given) {
    String leg = given.required("leg", DraftLeg.NAME);
    BigDecimal trigger = given.required("trigger", Readings.price());
    BigDecimal limit = given.optional("limit", null, Readings.price());
    Duration patience = given.optional("fallbackAfter", ProtectiveStop.FALLBACK_AFTER, PATIENCE);
    return leg == null || trigger == null
        ? null
        : ProtectiveStop.ofLeg(leg, trigger, limit, patience);
  }

  /** Notes what contradicts the trade. */
  static void check(Draft draft, FieldErrors errors) {
    ProtectiveStop stop = draft.stop();
    if (stop == null) {
      return;
    }
    if (stop.isGroup()) {
      checkGroup(draft, stop, errors);
      return;
    }
    draft.legs().stream()
        .filter(leg -> stop.leg().equals(leg.name()))
        .findFirst()
        .ifPresentOrElse(
            leg -> checkLeg(draft, leg, stop, errors),
            () -> errors.trade("stop.leg", stop.leg(), "must be the name of a leg"));
  }

  private static void checkGroup(Draft draft, ProtectiveStop stop, FieldErrors errors) {
    BigDecimal net = draft.netLimit();
    if (net != null && stop.netTrigger().compareTo(net) >= 0) {
      errors.trade(
          "stop.netTrigger",
          stop.netTrigger(),
          "must be below netLimit, "
              + net.toPlainString()
              + ": what closing fetches is less than what was paid from the first moment on");
    }
  }

  private static void checkLeg(Draft draft, DraftLeg leg, ProtectiveStop stop, FieldErrors errors) {
    if (leg.action() == null) {
      return;
    }
    boolean sells = leg.action() == Side.BUY;
    if (stop.limit() != null && isBetter(sells, stop.limit(), stop.trigger())) {
      errors.trade(
          "stop.limit",
          stop.limit(),
          "must be at the trigger or "
              + (sells
                  ? "below it: the stop sells what was bought"
                  : "above it: the stop buys back"));
    }
    if (leg.limit() != null && !isBetter(sells, leg.limit(), stop.trigger())) {
      errors.trade(
          "stop.trigger",
          stop.trigger(),
          "must be "
              + (sells ? "below" : "above")
              + " the leg's own limit, "
              + leg.limit().toPlainString());
    }
    draft.legs().stream()
        .filter(other -> other != leg && covers(leg, other))
        .findFirst()
        .ifPresent(
            other ->
                errors.trade(
                    "stop.leg",
                    stop.leg(),
                    "must not be left alone: it covers the short leg "
                        + other.name()
                        + "; give a stop of the whole group instead (stop.netTrigger)"));
  }

  /** Whether the price is better than the other one for who sells, or else buys. */
  private static boolean isBetter(boolean sells, BigDecimal price, BigDecimal other) {
    return sells ? price.compareTo(other) > 0 : price.compareTo(other) < 0;
  }

  /** As an unwinding keeps cover: order-rules.md, Unwind. */
  private static boolean covers(DraftLeg leg, DraftLeg other) {
    ContractSpec cover = leg.contract().spec();
    ContractSpec sold = other.contract().spec();
    if (cover == null || sold == null || other.action() != Side.SELL) {
      return false;
    }
    boolean isLong = leg.action() == Side.BUY;
    if (!cover.isOption()) {
      return sold.isOption() && (sold.right() == OptionRight.CALL) == isLong;
    }
    return isLong
        && (sold.isOption() ? sold.right() == cover.right() : cover.right() == OptionRight.CALL);
  }
}
