package dev.legwork.simulation.fault;

import static dev.legwork.simulator.faults.FaultVerb.ALTER;
import static dev.legwork.simulator.faults.FaultVerb.CORRECT_EXECUTION;
import static dev.legwork.simulator.faults.FaultVerb.DELAY;
import static dev.legwork.simulator.faults.FaultVerb.DELAY_COMMISSION;
import static dev.legwork.simulator.faults.FaultVerb.DROP;
import static dev.legwork.simulator.faults.FaultVerb.DUPLICATE;
import static dev.legwork.simulator.faults.FaultVerb.FILL_AFTER_CANCEL;
import static dev.legwork.simulator.faults.FaultVerb.HOLD_INACTIVE;
import static dev.legwork.simulator.faults.FaultVerb.OVER_FILL;
import static dev.legwork.simulator.faults.FaultVerb.REJECT;
import static dev.legwork.simulator.faults.FaultVerb.REORDER;
import static dev.legwork.simulator.faults.FaultVerb.SILENCE;
import static dev.legwork.simulator.faults.FaultVerb.TWIN;
import static dev.legwork.simulator.faults.FaultVerb.WHAT_IF_SENTINEL;
import static dev.legwork.simulator.faults.FaultVerb.WHAT_IF_SILENT;

import dev.legwork.simulation.ledger.DeskRows;
import dev.legwork.simulation.time.Chance;
import dev.legwork.simulation.venue.SimMarket.Mood;
import dev.legwork.simulator.faults.FaultRule;
import dev.legwork.simulator.faults.FaultVerb;
import java.util.List;
import java.util.Map;

/** Faults of orders and executions (rows O). */
final class OrderFaults {
  private static final Map<String, String> ANY = Map.of();
  private static final Map<String, String> OF_COMBOS = Map.of("combo", "true");
  private static final Map<String, String> SUMMARIES = Map.of("secType", "BAG");
  private static final List<String> ANSWERS =
      List.of("orderStatus", "openOrder", "execDetails", "error");

  private OrderFaults() {}

  static void strike(Strike s) {
    Chance chance = s.chance();
    switch (s.kind()) {
      case O1_SILENT_DROP -> s.rule("placeOrder", DROP, 1, chance.between(0, 3), ANY);
      case O1_SILENCE ->
          s.rule(
              chance.pick(List.of("placeOrder", "cancelOrder")),
              SILENCE,
              1,
              chance.between(0, 2),
              ANY,
              late(chance),
              null);
      case O2_ACK_LATE ->
          s.rule(
              chance.pick(List.of("placeOrder", "openOrder", "orderStatus")),
              DELAY,
              chance.between(1, 3),
              chance.between(0, 2),
              ANY,
              late(chance),
              null);
      case O3_EXECUTION_FIRST -> {
        long millis = chance.between(100, 5_000);
        s.rule("openOrder", DELAY, 3, 0, ANY, millis, null);
        s.rule("orderStatus", DELAY, 3, 0, ANY, millis, null);
      }
      case O4_STATUS_TWICE -> s.rule("orderStatus", DUPLICATE, chance.between(1, 6), 0, ANY);
      case O4_STATUS_REORDERED ->
          s.rule(chance.pick(ANSWERS), REORDER, chance.between(1, 6), chance.between(0, 3), ANY);
      case O5_STATUS_MISSING ->
          s.rule(chance.pick(ANSWERS), DROP, chance.between(1, 4), chance.between(0, 3), ANY);
      case O6_THIN_BOOK -> SessionFaults.mood(s, Mood.THIN);
      case O7_FILL_AFTER_CANCEL -> fillAfterCancel(s);
      case O8_CANCEL_LOST -> s.rule("cancelOrder", DROP, chance.between(1, 3), 0, ANY);
      case O8_CANCEL_REFUSED -> cancelRefused(s);
      case O9_TWO_INCARNATIONS -> s.rule("placeOrder", TWIN, 1, chance.between(0, 4), ANY);
      case O11_CORRECTION -> correction(s, chance.odds(0.5) ? null : (long) chance.between(1, 3));
      case O11_BUST -> correction(s, 0L);
      case O12_EXECUTION_TWICE -> s.rule("execDetails", DUPLICATE, chance.between(1, 4), 0, ANY);
      case O13_FEE_LATE ->
          s.rule(
              "commissionReport",
              DELAY_COMMISSION,
              chance.between(1, 4),
              0,
              ANY,
              (long) chance.between(500, 60_000),
              null);
      case O13_FEE_NEVER -> s.rule("commissionReport", DROP, chance.between(1, 3), 0, ANY);
      case O13_FEE_ABSURD ->
          s.rule(
              FaultRule.of("commissionReport", ALTER, chance.pick(List.of("-1", "none"))),
              chance.between(1, 3));
      case O14_MARGIN -> reject(s, 201);
      case O15_REJECTED -> reject(s, chance.pick(List.of(203, 110, 200, 321, 460, 106, 107, 399)));
      case O16_INACTIVE_REVIVES ->
          s.rule(
              "placeOrder",
              HOLD_INACTIVE,
              1,
              chance.between(0, 4),
              ANY,
              (long) chance.between(200, 25_000),
              chance.odds(0.5) ? null : chance.pick(List.of(399, 404)));
      case O17_DUPLICATE_ID -> duplicateId(s);
      case O18_OVER_FILL ->
          s.rule(
              FaultRule.of("execDetails", OVER_FILL)
                  .withQuantity(chance.between(1, 3))
                  .withMillis(late(chance)),
              1);
      case O19_LEGS_LATE ->
          s.rule(
              "execDetails",
              DELAY,
              chance.between(1, 3),
              chance.between(0, 3),
              OF_COMBOS,
              late(chance),
              null);
      case O19_LEGS_LOST ->
          s.rule("execDetails", DROP, chance.between(1, 3), chance.between(0, 3), OF_COMBOS);
      case O19_SUMMARY_LOST -> s.rule("execDetails", DROP, chance.between(1, 4), 0, SUMMARIES);
      case O23_SENTINEL ->
          s.rule("placeOrder", WHAT_IF_SENTINEL, chance.between(1, 4), chance.between(0, 1), ANY);
      case O23_SILENT ->
          s.rule("placeOrder", WHAT_IF_SILENT, chance.between(1, 2), chance.between(0, 1), ANY);
      case O23_REFUSED ->
          s.rule(
              "placeOrder",
              REJECT,
              1,
              chance.between(0, 1),
              Map.of("whatIf", "true"),
              null,
              chance.pick(List.of(201, 201, 203, 110, 10058, 103, 321)));
      case O24_HALT -> SessionFaults.mood(s, Mood.HALTED);
      case O24_MARKET_GONE -> marketGone(s);
      case O26_BROKER_CANCELS -> {
        s.hit();
        s.theatre().gateway().globalCancel();
      }
      case O27_FOREIGN_TRADE -> {
        s.hit();
        s.theatre().gateway().foreignTrade(chance, s.theatre().market());
      }
      case O27_ORDER_OF_OTHERS -> {
        s.hit();
        s.theatre().gateway().foreignOrder(chance, s.theatre().market());
      }
      case O28_PRICES_RUN -> s.theatre().market().run(chance.between(-400, 400));
      case O31_POSITIONS_LATE ->
          s.rule(
              "position",
              chance.pick(List.of(DELAY, REORDER)),
              chance.between(1, 5),
              0,
              ANY,
              (long) chance.between(100, 20_000),
              null);
      case O32_OTHER_ZONE ->
          s.rule(
              FaultRule.of(
                  "execDetails", ALTER, chance.pick(List.of("UTC", "Europe/London", "none"))),
              chance.between(1, 5));
      default -> throw new IllegalStateException(s.kind() + " is no fault of orders");
    }
  }

  private static long late(Chance chance) {
    return chance.odds(0.6) ? chance.between(20, 1_500) : chance.between(1_500, 20_000);
  }

  private static void fillAfterCancel(Strike s) {
    FaultRule rule = FaultRule.of("cancelOrder", FILL_AFTER_CANCEL).withMillis(late(s.chance()));
    boolean part = s.chance().odds(0.5);
    s.rule(part ? rule.withQuantity(s.chance().between(1, 3)) : rule, s.chance().between(1, 3));
  }

  private static void marketGone(Strike s) {
    DeskRows desk = s.chance().pick(s.theatre().desks());
    boolean atOnce = s.chance().odds(0.3);
    desk.onceStored(
        true,
        () -> {
          s.rule("placeOrder", REJECT, 1, s.chance().between(0, 2), ANY, null, 201);
          if (atOnce) {
            s.after(5, 150, () -> gone(s));
          } else {
            desk.onceStored(false, () -> gone(s));
          }
        });
  }

  private static void gone(Strike s) {
    s.hit();
    List<Mood> moods =
        s.chance()
            .pick(
                List.of(
                    List.of(Mood.NO_OPTIONS),
                    List.of(Mood.NO_OPTIONS),
                    List.of(Mood.NO_STOCK),
                    List.of(Mood.NO_OPTIONS, Mood.NO_STOCK)));
    moods.forEach(mood -> s.theatre().market().is(mood, true));
    s.after(5_000, 200_000, () -> moods.forEach(mood -> s.theatre().market().is(mood, false)));
  }

  private static void cancelRefused(Strike s) {
    int code = s.chance().pick(List.of(10147, 10148, 161, 135, 136));
    FaultRule rule = FaultRule.of("cancelOrder", REJECT).withCode(code);
    s.rule(s.chance().odds(0.3) ? rule.afterEffect() : rule, s.chance().between(1, 2));
  }

  private static void duplicateId(Strike s) {
    FaultRule rule =
        FaultRule.of("placeOrder", REJECT)
            .withCode(s.chance().pick(List.of(103, 103, 104, 105, 135)));
    s.rule(s.chance().odds(0.5) ? rule.afterEffect() : rule, 1);
  }

  private static void correction(Strike s, Long quantity) {
    FaultRule rule =
        FaultRule.of("execDetails", CORRECT_EXECUTION).withMillis(s.chance().between(50, 25_000));
    s.rule(quantity == null ? rule : rule.withQuantity(quantity), 1);
  }

  private static void reject(Strike s, int code) {
    FaultVerb verb = REJECT;
    s.rule("placeOrder", verb, s.chance().between(1, 2), s.chance().between(0, 4), ANY, null, code);
  }
}
